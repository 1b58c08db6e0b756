import type { Catalogue } from "../catalogue.ts";

export const files: Catalogue["now"]["files"] = {
  title: "الملفات",
  titleOf: (room) => `الملفات في ${room}`,
};
