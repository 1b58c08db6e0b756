import type { Conversation } from "@hubbub/client";
import type { Message } from "@hubbub/ws-protocol";
import { createContext, use } from "react";
import type { Reacting } from "../reactions/shown-reactions.ts";
import type { ActedOn } from "./acted-on.ts";
import type { MessageAction } from "./message-actions.ts";

/** What is open over a message: all that there is to do with it, the choice of an emoji, or who has reacted with one. */
type Opened =
  | { readonly kind: "menu" }
  | { readonly kind: "picker" }
  | { readonly kind: "reactors"; readonly emoji: string };

/** Where a menu opens: beside an element, or at the pointer. */
export type OpenedAt = Pick<DOMRect, "top" | "bottom" | "left" | "right">;

export interface OpenNow {
  readonly what: Opened;
  readonly on: ActedOn;
  readonly at: OpenedAt;
}

export interface MessageActionsOf {
  readonly conversation: Conversation;
  readonly act: (action: MessageAction, on: ActedOn) => void;
  readonly open: (what: Opened, on: ActedOn, at: OpenedAt) => void;
  /** Shows what a message said before; undefined where the server has refused that. */
  readonly showEdits: ((message: Message) => void) | undefined;
  /** Opens the thread of a message; undefined where one is in one, and where the server knows none. */
  readonly openThread: ((rootSeq: number) => void) | undefined;
  /** Shows the message that another answers. */
  readonly jump: (seq: number) => void;
  readonly react: (seq: number, emoji: string, on: boolean) => void;
}

export const MessageActionsContext = createContext<MessageActionsOf | undefined>(undefined);

/** Apart from the above, which stays the same: what changes with every reaction. */
export const ReactingContext = createContext<Reacting>(new Map());

export function useMessageActions(): MessageActionsOf {
  const actions = use(MessageActionsContext);
  if (actions === undefined) throw new Error("There is no MessageActionsHost above");
  return actions;
}
