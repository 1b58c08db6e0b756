import type { MyRoom, MyThread } from "@hubbub/client";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { useClient } from "../client/use-client.ts";
import { useIsBlocked } from "../client/use-is-blocked.ts";
import { useMe } from "../client/use-me.ts";
import { useWatch } from "../client/use-watch.ts";
import { useRoute } from "../navigation/use-route.ts";
import { roomTitle } from "../rooms/room-title.ts";
import { unreadOf } from "../rooms/unread-of.ts";
import { later } from "../strings/later.ts";

/** Tells those who do not see the badges when something comes that is meant for them; what is only new is not told. */
export function UnreadAnnouncer({ rooms, openRoomId }: { rooms: readonly MyRoom[]; openRoomId: number | undefined }) {
  const me = useMe();
  const client = useClient();
  const isBlocked = useIsBlocked();
  const route = useRoute();
  const { status, threads } = useWatch(client.threads.state);
  const [text, setText] = useState("");
  const titleOf = (room: MyThread["room"]) =>
    roomTitle(room, me.id, (userId, said) => client.people.nameOf(userId, said));
  const isOpen = ({ room, root }: MyThread) =>
    route.page === "room" && route.roomId === room.id && route.panel === "thread" && route.about === root.seq;
  useRisen(
    rooms.length === 0 ? undefined : rooms,
    (room) => ({ key: `${room.id}`, count: unreadOf(room, isBlocked).count }),
    (risen) => {
      const others = risen.filter(({ id }) => id !== openRoomId);
      if (others.length > 0) setText(others.map((room) => sentence(room, titleOf(room))).join(". "));
    },
  );
  useRisen(
    status === "ready" ? threads : undefined,
    ({ room, root, mention_count }) => ({ key: `${room.id} ${root.seq}`, count: mention_count }),
    (risen) => {
      const others = risen.filter((thread) => !isOpen(thread));
      if (others.length > 0)
        setText(others.map(({ room }) => later.sidebar.mentionedInThread(titleOf(room))).join(". "));
    },
  );
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

/** Tells of those whose count has risen since they are known. */
function useRisen<One>(
  ones: readonly One[] | undefined,
  counted: (one: One) => { readonly key: string; readonly count: number },
  tell: (risen: readonly One[]) => void,
): void {
  const before = useRef<ReadonlyMap<string, number>>(undefined);
  const look = useEffectEvent(() => {
    const known = before.current;
    const counts = ones?.map((one) => ({ one, ...counted(one) }));
    before.current = counts && new Map(counts.map(({ key, count }) => [key, count]));
    if (known === undefined || counts === undefined) return;
    tell(counts.flatMap(({ one, key, count }) => (count > (known.get(key) ?? 0) ? one : [])));
  });
  useEffect(() => {
    look();
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- a change of them is the reason
  }, [ones]);
}

function sentence(room: MyRoom, title: string): string {
  return room.type === "direct" ? later.sidebar.newFrom(title) : later.sidebar.mentionedIn(title);
}
