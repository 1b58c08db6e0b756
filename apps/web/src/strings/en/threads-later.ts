import type { ReactNode } from "react";
import { rich } from "../rich.ts";
import { number, plural } from "./words.ts";

export const threadsLater = {
  following: "Following",
  follow: "Follow",
  followingSays: "You are told of new replies. Stop following",
  followSays: "Be told of new replies",
  alsoTo: (room: ReactNode) => rich`Also send to ${room}`,
  notSentYet: (count: number) =>
    plural(count, { one: "# reply in a thread is not sent yet", other: "# replies in a thread are not sent yet" }),
  notSent: (count: number) =>
    plural(count, { one: "# reply in a thread was not sent", other: "# replies in a thread were not sent" }),
  menu: "Thread menu",
  showRoot: "Show its message in the room",
  copyLink: "Copy link to the thread",
  gone: "There is no such thread",
  goneSays: "Its address may be mistyped, or its message is not kept any longer.",
  notLoaded: "The thread could not be loaded",
  list: {
    loading: "Loading your threads",
    failed: "Your threads could not be loaded",
    none: "No threads yet",
    noneSays: "Threads in which you reply, and those of what you wrote, are listed here with what is new in them.",
    cut: (count: number) => `These are the ${number(count)} with the latest replies.`,
  },
};
