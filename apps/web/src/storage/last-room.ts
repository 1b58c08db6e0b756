import { localSetting } from "./local-setting.ts";

/** The room that a user had open last in this browser. */
export const lastRoom = {
  read(userId: number): number | undefined {
    const text = localSetting(`last-room.${userId}`).read();
    return text === undefined ? undefined : Number(text);
  },
  write(userId: number, roomId: number | undefined): void {
    localSetting(`last-room.${userId}`).write(roomId === undefined ? undefined : String(roomId));
  },
};
