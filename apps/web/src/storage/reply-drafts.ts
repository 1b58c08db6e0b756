import { localSetting } from "./local-setting.ts";

/** Which message the draft of a room answers: kept beside it (`drafts`), and gone with it. */
export function replyDraft(userId: number, roomId: number) {
  const setting = localSetting(`draft.${userId}.${roomId}.reply`);
  return {
    read: () => toSeq(setting.read()),
    write: (seq: number | undefined) => setting.write(seq === undefined ? undefined : String(seq)),
    /** Calls `listener` when another tab changes it; returns the way to stop. */
    follow: (listener: (seq: number | undefined) => void) => setting.follow((value) => listener(toSeq(value))),
  };
}

function toSeq(value: string | undefined): number | undefined {
  const seq = Number(value);
  return Number.isSafeInteger(seq) && seq > 0 ? seq : undefined;
}
