import { list, number, plural } from "./words.ts";

export const messages = {
  /** A message's name for those who hear it: who wrote it, and when. */
  label: (name: string, time: string) => `${name}, ${time}`,
  deleted: "This message was deleted",
  edited: "edited",
  more: "More actions",
  copied: "The text is copied",
  linkCopied: "The link is copied",
  you: "You",
  editing: "Edit message",
  edits: {
    title: "What it said",
  },
  quotes: {
    some: "Reply to a message",
    show: "Show the message",
  },
  pins: {
    pinned: "Pinned",
    byYou: "Pinned by you",
    by: (name: string) => `Pinned by ${name}`,
  },
  reactions: {
    label: "Reactions",
    add: "Add a reaction",
    pick: "Choose an emoji",
    who: "Who has reacted",
    you: "you",
    count: (count: number) => number(count),
    by: (emoji: string, names: readonly string[], others: number) =>
      `${list(others === 0 ? names : [...names, plural(others, { one: "# other", other: "# others" })])} reacted with ${emoji}`,
  },
  deleting: {
    title: "Delete this message?",
  },
  states: {
    sent: "Sent",
    delivered: "Delivered",
    read: "Read",
  },
  readers: {
    title: "Read by",
    count: (count: number) => `Read by ${number(count)}`,
  },
};
