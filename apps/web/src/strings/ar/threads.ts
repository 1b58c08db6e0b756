import type { Catalogue } from "../catalogue.ts";
import { number, plural } from "./words.ts";

export const threads: Catalogue["now"]["threads"] = {
  threads: "سلاسل النقاش",
  thread: "سلسلة نقاش",
  replies: (count) =>
    plural(count, {
      zero: "# رد",
      one: "رد واحد",
      two: "ردّان",
      few: "# ردود",
      many: "# ردًا",
      other: "# رد",
    }),
  noReplies: "لا ردود بعد",
  lastAt: (time) => `آخرها في ${time}`,
  lastOn: (day) => `آخرها في ${day}`,
  news: (count) => `${number(count)} جديد`,
  repliedIn: "رد في سلسلة نقاش",
};
