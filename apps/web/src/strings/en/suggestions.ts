import { plural } from "./words.ts";

export const suggestions = {
  people: "People to mention",
  emoji: "Emoji of that name",
  everybody: (count: number) => plural(count, { one: "everybody, # person", other: "everybody, # people" }),
  here: "who is here now",
};
