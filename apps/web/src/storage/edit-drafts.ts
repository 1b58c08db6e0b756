import { type DraftedPlace, placeKey } from "./place-key.ts";

const prefix = "hubbub.edit.";

/** Another text for a message, not saved yet. */
export interface EditDraft {
  readonly seq: number;
  readonly text: string;
  /** What the message said when that was begun; undefined for one that an earlier release kept. */
  readonly before: string | undefined;
}

/** The edit that a person began in a room or a thread and neither saved nor gave up, as long as this tab lives. */
export const editDrafts = {
  read(userId: number, place: DraftedPlace): EditDraft | undefined {
    try {
      const [seq, text, before] = JSON.parse(sessionStorage.getItem(keyOf(userId, place)) ?? "[]") as unknown[];
      if (typeof seq !== "number" || typeof text !== "string") return undefined;
      return { seq, text, before: typeof before === "string" ? before : undefined };
    } catch {
      return undefined;
    }
  },
  write(userId: number, place: DraftedPlace, draft: EditDraft | undefined): void {
    try {
      if (draft === undefined) sessionStorage.removeItem(keyOf(userId, place));
      else sessionStorage.setItem(keyOf(userId, place), JSON.stringify([draft.seq, draft.text, draft.before]));
    } catch {
      // The text stays in the field; it is lost only if the room is left.
    }
  },
  /** Of a room that a person leaves, and of its threads. */
  leave(userId: number, roomId: number): void {
    forget((key) => `${key}.`.startsWith(`${prefix}${userId}.${roomId}.`));
  },
  /** Those of anybody else are forgotten, as with drafts. */
  keepFor(userId: number): void {
    forget((key) => !key.startsWith(`${prefix}${userId}.`));
  },
  /** On sign-out: the next user of this tab must not see them. */
  clear(): void {
    forget(() => true);
  },
};

function forget(isIt: (key: string) => boolean): void {
  try {
    for (const key of Object.keys(sessionStorage)) {
      if (key.startsWith(prefix) && isIt(key)) sessionStorage.removeItem(key);
    }
  } catch {
    // Nothing was kept.
  }
}

function keyOf(userId: number, place: DraftedPlace): string {
  return `${prefix}${userId}.${placeKey(place)}`;
}
