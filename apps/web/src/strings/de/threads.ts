import type { Catalogue } from "../catalogue.ts";
import { number, plural } from "./words.ts";

export const threads: Catalogue["now"]["threads"] = {
  threads: "Threads",
  thread: "Thread",
  replies: (count) => plural(count, { one: "# Antwort", other: "# Antworten" }),
  noReplies: "Noch keine Antworten",
  lastAt: (time) => `zuletzt um ${time}`,
  lastOn: (day) => `zuletzt am ${day}`,
  news: (count) => `${number(count)} neu`,
  repliedIn: "Antwort in einem Thread",
};
