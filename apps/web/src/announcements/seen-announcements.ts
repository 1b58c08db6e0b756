import { localSetting } from "../storage/local-setting.ts";

/** How far somebody has read the announcements in this browser: who only reads them has no mark on the server. */
export const seenAnnouncements = {
  read(userId: number): number | undefined {
    const text = localSetting(`announcements-seen.${userId}`).read();
    return text === undefined ? undefined : Number(text);
  },
  write(userId: number, seq: number): void {
    localSetting(`announcements-seen.${userId}`).write(String(seq));
  },
};
