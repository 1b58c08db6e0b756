import type { Catalogue } from "../catalogue.ts";
export const suggestions: Catalogue["later"]["suggestions"] = {
  people: "Wen du erwähnen kannst",
  emoji: "Emoji mit diesem Namen",
};
