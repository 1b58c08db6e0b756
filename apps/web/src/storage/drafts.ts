import { followKept, sayKept } from "./kept.ts";
import { type DraftedPlace, placeKey } from "./place-key.ts";

const prefix = "hubbub.draft.";

/**
 * What was written and not sent, per person and room or thread: in this browser, so that all of its tabs show the same. Where it keeps
 * no more, this tab does.
 */
export const drafts = {
  of(userId: number, place: DraftedPlace) {
    const key = `${prefix}${userId}.${placeKey(place)}`;
    return {
      read(): string {
        return readFrom("localStorage", key) ?? readFrom("sessionStorage", key) ?? takeEarlier(place, key);
      },
      write(text: string): void {
        keep(key, text === "" ? undefined : text);
      },
      /** Calls `listener` when another tab changes it; returns the way to stop. */
      follow: (listener: (text: string) => void): (() => void) =>
        followKept((changed, text) => changed === key && listener(text ?? "")),
    };
  },
  /** What a person has begun in rooms and their threads: texts, replies (`replyDraft`) and files (`fileDraft`). */
  all(userId: number): readonly { readonly key: string; readonly roomId: number }[] {
    return (["localStorage", "sessionStorage"] as const).flatMap((area) =>
      keysOf(area).flatMap((key) => {
        const roomId = drafts.roomOf(userId, key);
        const isBlank = readFrom(area, key)?.trim() === "";
        return roomId === undefined || isBlank ? [] : [{ key, roomId }];
      }),
    );
  },
  /** The room whose draft is kept under a key, if it is one of that person. */
  roomOf(userId: number, key: string): number | undefined {
    const [, author, room] = /^hubbub\.draft\.(\d+)\.(\d+)(?:\.thread\.\d+)?(?:\.(?:reply|files))?$/.exec(key) ?? [];
    return Number(author) === userId ? Number(room) : undefined;
  },
  /** Of a room that a person leaves, and of its threads. */
  leave(userId: number, roomId: number): void {
    forget((key) => `${key}.`.startsWith(`${userId}.${roomId}.`));
  },
  /** Those of anybody else are forgotten. They outlive a session that the server ended. */
  keepFor(userId: number): void {
    forget((key) => key.includes(".") && !key.startsWith(`${userId}.`));
  },
  /** On sign-out: the next user of this browser must not see them. */
  clear(): void {
    forget(() => true);
  },
};

/** `isIt` gets a key without its prefix: the person's and the room's id; of an earlier release the room's alone. */
function forget(isIt: (key: string) => boolean): void {
  for (const area of ["localStorage", "sessionStorage"] as const) {
    for (const key of keysOf(area)) {
      if (key.startsWith(prefix) && isIt(key.slice(prefix.length))) keep(key, undefined);
    }
  }
}

function keep(key: string, text: string | undefined): void {
  const isKept = writeTo("localStorage", key, text);
  writeTo("sessionStorage", key, isKept ? undefined : text);
  sayKept(key, text);
}

type Area = "localStorage" | "sessionStorage";

function readFrom(area: Area, key: string): string | undefined {
  try {
    return globalThis[area].getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Answers whether it is so now: storage may be closed to the page, or full. */
function writeTo(area: Area, key: string, value: string | undefined): boolean {
  try {
    if (value === undefined) globalThis[area].removeItem(key);
    else globalThis[area].setItem(key, value);
    return true;
  } catch {
    // What does not fit leaves what was there before, which would be a wrong text.
    if (value !== undefined) writeTo(area, key, undefined);
    return false;
  }
}

function keysOf(area: Area): string[] {
  try {
    return Object.keys(globalThis[area]);
  } catch {
    return [];
  }
}

/** Earlier releases kept it for the tab alone, whoever used it. */
function takeEarlier({ roomId, threadSeq }: DraftedPlace, key: string): string {
  if (threadSeq !== undefined) return "";
  const earlierKey = `${prefix}${roomId}`;
  const text = readFrom("sessionStorage", earlierKey);
  if (text === undefined) return "";
  if (!writeTo("localStorage", key, text)) writeTo("sessionStorage", key, text);
  writeTo("sessionStorage", earlierKey, undefined);
  return text;
}
