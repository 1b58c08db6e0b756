import type { Catalogue } from "../catalogue.ts";

export const files: Catalogue["now"]["files"] = {
  title: "Dateien",
  titleOf: (room) => `Dateien in ${room}`,
};
