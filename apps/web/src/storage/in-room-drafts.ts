import { localSetting } from "./local-setting.ts";
import { type DraftedPlace, placeKey } from "./place-key.ts";

/** Whether the room shall show the next reply of a thread as well: kept beside what one has begun to write (`drafts`), and gone with it. */
export function inRoomDraft(userId: number, place: DraftedPlace) {
  const setting = localSetting(`draft.${userId}.${placeKey(place)}.in-room`);
  return {
    read: () => setting.read() !== undefined,
    write: (is: boolean) => setting.write(is ? "1" : undefined),
    /** Calls `listener` when another tab changes it; returns the way to stop. */
    follow: (listener: (is: boolean) => void) => setting.follow((value) => listener(value !== undefined)),
  };
}
