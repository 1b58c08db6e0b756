import type { Catalogue } from "../catalogue.ts";
export const emoji: Catalogue["now"]["emoji"] = {
  pick: "Emoji",
};
