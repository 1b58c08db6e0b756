import type { Message } from "@hubbub/ws-protocol";

/** What the actions do, in the room that is open. */
export interface MessageDeeds {
  readonly reply: (message: Message) => void;
  readonly replyInThread: (message: Message) => void;
  readonly copyText: (message: Message) => void;
  readonly copyLink: (message: Message) => void;
  readonly pin: (message: Message) => void;
  readonly unpin: (message: Message) => void;
  /** From there on, on all devices. */
  readonly markUnread: (message: Message) => void;
  readonly edit: (message: Message) => void;
  /** Asks first. */
  readonly delete: (message: Message) => void;
}
