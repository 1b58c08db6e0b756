import { number, plural } from "./words.ts";

export const threads = {
  threads: "Threads",
  thread: "Thread",
  replies: (count: number) => plural(count, { one: "# reply", other: "# replies" }),
  noReplies: "No replies yet",
  /** When the last reply was written: a time of today, or a day. */
  lastAt: (time: string) => `last at ${time}`,
  lastOn: (day: string) => `last on ${day}`,
  news: (count: number) => `${number(count)} new`,
  repliedIn: "Replied in a thread",
};
