import { localSetting } from "./local-setting.ts";
import { type DraftedPlace, placeKey } from "./place-key.ts";

/** Which message a draft answers: kept beside it (`drafts`), and gone with it. */
export function replyDraft(userId: number, place: DraftedPlace) {
  const setting = localSetting(`draft.${userId}.${placeKey(place)}.reply`);
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
