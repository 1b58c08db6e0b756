import type { Catalogue } from "../catalogue.ts";

export const suggestions: Catalogue["now"]["suggestions"] = {
  people: "Wen du erwähnen kannst",
  emoji: "Emoji mit diesem Namen",
};
