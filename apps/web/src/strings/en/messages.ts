import { number } from "./words.ts";

export const messages = {
  /** A message's name for those who hear it: who wrote it, and when. */
  label: (name: string, time: string) => `${name}, ${time}`,
  notSentYet: (name: string) => `${name}, not sent yet`,
  deleted: "This message was deleted",
  edited: "edited",
  actions: "Message",
  copy: "Copy text",
  copied: "Copied",
  edit: "Edit message",
  delete: "Delete message",
  deleting: {
    title: "Delete this message?",
    says: "Its text is gone for everyone. That it was here stays visible.",
    keep: "Keep it",
    confirm: "Delete",
  },
  waitingForConnection: "Waiting for the connection",
  waiting: "Waiting",
  sending: "Sending",
  notSent: "Not sent.",
  discard: "Delete",
  states: {
    sent: "Sent",
    delivered: "Delivered",
    read: "Read",
  },
  readers: {
    title: "Read by",
    count: (count: number) => `Read by ${number(count)}`,
    more: (count: number) => `and ${number(count)} more`,
    unnamed: (count: number) => `${number(count)} whose names could not be loaded`,
    loading: "Loading the names",
  },
};
