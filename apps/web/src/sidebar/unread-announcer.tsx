import type { MyRoom } from "@hubbub/client";
import { useEffect, useRef, useState } from "react";
import { useClient } from "../client/use-client.ts";
import { useIsBlocked } from "../client/use-is-blocked.ts";
import { useMe } from "../client/use-me.ts";
import type { NameOf } from "../names/use-name-of.ts";
import { roomTitle } from "../rooms/room-title.ts";
import { unreadOf } from "../rooms/unread-of.ts";
import { t } from "../strings/t.ts";

/** Tells those who do not see the badges when something comes that is meant for them; what is only new is not told. */
export function UnreadAnnouncer({ rooms, openRoomId }: { rooms: readonly MyRoom[]; openRoomId: number | undefined }) {
  const me = useMe();
  const { people } = useClient();
  const isBlocked = useIsBlocked();
  const before = useRef<ReadonlyMap<number, number>>(undefined);
  const [text, setText] = useState("");
  useEffect(() => {
    const counts = new Map(rooms.map((room) => [room.id, unreadOf(room, isBlocked).count]));
    const known = before.current;
    before.current = rooms.length === 0 ? undefined : counts;
    if (known === undefined) return;
    const risen = rooms.filter(
      (room) => room.id !== openRoomId && unreadOf(room, isBlocked).count > (known.get(room.id) ?? 0),
    );
    if (risen.length > 0)
      setText(risen.map((room) => sentence(room, me.id, (userId, said) => people.nameOf(userId, said))).join(". "));
  }, [rooms, openRoomId, me.id, isBlocked, people]);
  useEffect(() => {
    if (text === "") return;
    const timer = setTimeout(() => setText(""), 1_000);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <div aria-live="polite" className="sr-only">
      {text}
    </div>
  );
}

function sentence(room: MyRoom, userId: number, nameOf: NameOf): string {
  const title = roomTitle(room, userId, nameOf);
  return room.type === "direct" ? t.sidebar.newFrom(title) : t.sidebar.mentionedIn(title);
}
