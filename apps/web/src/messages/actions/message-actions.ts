import type { ActedOn } from "./acted-on.ts";
import type { MessageDeeds } from "./message-deeds.ts";

/** One thing to do with a message; its words are `later.messages.do`, its look `messageActionLooks`. */
export interface MessageAction {
  readonly name: keyof MessageDeeds;
  /** Does it on the row that has the focus: as `KeyboardEvent.key`, in lower case. */
  readonly key: string;
  readonly isOffered: (on: ActedOn) => boolean;
}

const reply: MessageAction = {
  name: "reply",
  key: "r",
  isOffered: ({ mayWrite, message }) => mayWrite && isThere(message),
};

const replyInThread: MessageAction = {
  name: "replyInThread",
  key: "t",
  isOffered: ({ mayWrite, mayThread, message }) => mayWrite && mayThread && isThere(message),
};

/** All that there is to do with a message besides reacting, in groups: what feeds the hover bar, the menu, the sheet and the keys. */
export const messageActions: readonly (readonly MessageAction[])[] = [
  [
    reply,
    replyInThread,
    { name: "copyText", key: "c", isOffered: ({ message }) => mayCopy() && message.content !== "" },
    { name: "copyLink", key: "l", isOffered: mayCopy },
    { name: "pin", key: "p", isOffered: ({ mayWrite, message }) => mayWrite && isThere(message) && !isPinned(message) },
    { name: "unpin", key: "p", isOffered: ({ mayWrite, message }) => mayWrite && isPinned(message) },
    // Who reads along without being a member, as who may not react, has no place in the room.
    { name: "markUnread", key: "u", isOffered: ({ mayReact }) => mayReact },
  ],
  [
    { name: "edit", key: "e", isOffered: ({ isMine, message }) => isMine && isThere(message) },
    {
      name: "delete",
      key: "delete",
      isOffered: ({ mayDelete, message }) => mayDelete && isThere(message),
    },
  ],
];

/** Those that stand in the hover bar too. */
export const barActions: readonly MessageAction[] = [reply, replyInThread];

/** The key that opens the choice of an emoji for the row that has the focus. */
export const reactKey = "+";

export function actionOfKey(key: string, on: ActedOn): MessageAction | undefined {
  const pressed = key.toLowerCase();
  return messageActions.flat().find((action) => action.key === pressed && action.isOffered(on));
}

/** Without those that are not offered, and without empty groups. */
export function offeredActions(on: ActedOn): readonly (readonly MessageAction[])[] {
  return messageActions.map((group) => group.filter((one) => one.isOffered(on))).filter((group) => group.length > 0);
}

function isThere({ deleted_at }: ActedOn["message"]): boolean {
  return deleted_at === undefined;
}

function isPinned({ pinned }: ActedOn["message"]): boolean {
  return pinned === true;
}

/** Without TLS a page has no clipboard. */
function mayCopy(): boolean {
  return globalThis.isSecureContext;
}
