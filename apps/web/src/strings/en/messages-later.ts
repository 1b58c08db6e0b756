import { number } from "./words.ts";

export const messagesLater = {
  actions: "Message",
  actionsFor: (name: string) => `Message of ${name}`,
  do: {
    reply: "Reply",
    replyInThread: "Reply in thread",
    copyText: "Copy text",
    copyLink: "Copy link",
    pin: "Pin",
    unpin: "Unpin",
    markUnread: "Mark unread from here",
    edit: "Edit",
    delete: "Delete",
  },
  previews: {
    label: "What its links lead to",
    remove: "Remove link previews",
  },
  keys: { delete: "Del" },
  quotes: {
    replying: "Replying to a message",
    replyingTo: (name: string) => `Replying to ${name}`,
    end: "Do not reply",
  },
  meanwhile: {
    changed: "This message was changed meanwhile.",
    take: "Use the newer text",
    deleted: "This message was deleted meanwhile. What you wrote can be copied.",
  },
  edits: {
    loading: "Loading what it said",
  },
  reactions: {
    reactWith: (emoji: string) => `React with ${emoji}`,
    more: "More reactions",
  },
  deleting: {
    says: "Its text is gone for everyone. That it was here stays visible.",
    withFiles: "It is gone for everyone, and its files with it. That it was here stays visible.",
    keep: "Keep it",
    confirm: "Delete",
  },
  readers: {
    more: (count: number) => `and ${number(count)} more`,
    unnamed: (count: number) => `${number(count)} whose names could not be loaded`,
    loading: "Loading the names",
  },
  pending: {
    notSentYet: (name: string) => `${name}, not sent yet`,
    waitingForConnection: "Waiting for the connection",
    waiting: "Waiting",
    sending: "Sending",
    notSent: "Not sent.",
    filesGone: "Its files waited for too long and are not kept any more.",
    choosing: "Its files are on their way.",
    chooseAgain: "Choose the files again",
    textAlone: "Send the text alone",
    discard: "Delete",
  },
};
