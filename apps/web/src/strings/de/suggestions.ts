import type { Catalogue } from "../catalogue.ts";
import { plural } from "./words.ts";

export const suggestions: Catalogue["later"]["suggestions"] = {
  people: "Wen du erwähnen kannst",
  emoji: "Emoji mit diesem Namen",
  everybody: (count) => plural(count, { one: "alle, # Person", other: "alle, # Personen" }),
  here: "wer jetzt hier ist",
};
