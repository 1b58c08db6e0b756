import type { Announcement } from "@hubbub/client";

/** Its place in the room of announcements: a message's id is "<room>:<seq>". */
export function announcementSeq({ id }: Pick<Announcement, "id">): number {
  return Number(id.split(":")[1]);
}
