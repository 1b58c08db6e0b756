import type { Announcement } from "@hubbub/client";
import { announcementsRoomId } from "@hubbub/ws-protocol";
import { useEffect, useState } from "react";
import { useClient } from "../client/use-client.ts";
import { useMe } from "../client/use-me.ts";
import { useWatch } from "../client/use-watch.ts";
import { localSetting } from "../storage/local-setting.ts";

export interface Announcements {
  /** What somebody else announced and one has not seen here, the newest last. */
  readonly fresh: readonly Announcement[];
  /** There is something new, also from before this visit. */
  readonly isUnread: boolean;
  readonly dismiss: () => void;
}

/** What is new from the server's admins; all of it is seen while their room is open. */
export function useAnnouncements(openRoomId: number | undefined): Announcements {
  const { announcements, connection, rooms } = useClient();
  const me = useMe();
  const latest = useWatch(announcements.latest);
  const { status } = useWatch(connection.state);
  const [headSeq, setHeadSeq] = useState<number>();
  const [seenSeq, setSeenSeq] = useState(() => seenAnnouncements.read(me.id));
  const [dismissedSeq, setDismissedSeq] = useState(0);
  const last = latest.at(-1);
  const lastSeq = Math.max(headSeq ?? 0, last === undefined ? 0 : announcementSeq(last));
  const isOpen = openRoomId === announcementsRoomId;

  useEffect(() => {
    if (status !== "online") return;
    // Without an answer there is only what comes live.
    rooms.get(announcementsRoomId).then(
      (room) => setHeadSeq(room.last_seq),
      () => undefined,
    );
  }, [rooms, status]);
  useEffect(() => seenAnnouncements.follow(me.id, setSeenSeq), [me.id]);
  useEffect(() => {
    // Whoever is new here has missed nothing.
    const nowSeen = isOpen ? Math.max(lastSeq, seenSeq ?? 0) : (seenSeq ?? headSeq);
    if (nowSeen === undefined || nowSeen === seenSeq) return;
    // oxlint-disable-next-line react/set-state-in-effect -- being open is what makes it seen
    setSeenSeq(nowSeen);
    seenAnnouncements.write(me.id, nowSeen);
  }, [isOpen, seenSeq, headSeq, lastSeq, me.id]);

  // Until it is known what was there before, nothing is new but what comes now.
  const knownSeq = seenSeq ?? 0;
  const fresh = latest.filter((announcement) => {
    const seq = announcementSeq(announcement);
    return announcement.user_id !== me.id && seq > Math.max(knownSeq, dismissedSeq);
  });
  return {
    fresh: isOpen ? [] : fresh,
    isUnread: !isOpen && seenSeq !== undefined && lastSeq > knownSeq && last?.user_id !== me.id,
    dismiss: () => setDismissedSeq(lastSeq),
  };
}

/** How far somebody has read the announcements in this browser: who only reads them has no mark on the server. */
const seenAnnouncements = {
  read(userId: number): number | undefined {
    return toSeq(localSetting(`announcements-seen.${userId}`).read());
  },
  /** Seen in another tab. */
  follow(userId: number, listener: (seq: number | undefined) => void): () => void {
    return localSetting(`announcements-seen.${userId}`).follow((value) => listener(toSeq(value)));
  },
  write(userId: number, seq: number): void {
    localSetting(`announcements-seen.${userId}`).write(String(seq));
  },
};

function toSeq(value: string | undefined): number | undefined {
  return value === undefined ? undefined : Number(value);
}

/** Its place in the room of announcements: a message's id is "<room>:<seq>". */
export function announcementSeq({ id }: Pick<Announcement, "id">): number {
  return Number(id.split(":")[1]);
}
