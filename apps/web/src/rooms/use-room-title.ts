import type { Room } from "@hubbub/ws-protocol";
import { useMe } from "../client/use-me.ts";
import { useNameOf } from "../names/use-name-of.ts";
import { peerOf } from "./peer-of.ts";
import { roomTitle } from "./room-title.ts";

/** What a room is called now; undefined where there is none. */
export function useRoomTitle(room: Pick<Room, "type" | "name" | "people"> | undefined): string | undefined {
  const me = useMe();
  const peer = room === undefined ? undefined : peerOf(room, me.id);
  const nameOf = useNameOf(peer === undefined ? [] : [peer.user_id]);
  return room === undefined ? undefined : roomTitle(room, me.id, nameOf);
}
