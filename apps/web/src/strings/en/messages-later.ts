import { number } from "./words.ts";

export const messagesLater = {
  actions: "Message",
  actionsFor: (name: string) => `Message of ${name}`,
  keys: { delete: "Del" },
  reactions: {
    more: "More reactions",
  },
  meanwhile: {
    changed: "This message was changed meanwhile.",
    take: "Use the newer text",
    deleted: "This message was deleted meanwhile. What you wrote can be copied.",
  },
  readers: {
    more: (count: number) => `and ${number(count)} more`,
    unnamed: (count: number) => `${number(count)} whose names could not be loaded`,
    loading: "Loading the names",
  },
};
