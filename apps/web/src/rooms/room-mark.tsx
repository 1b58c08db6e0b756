import type { Room } from "@hubbub/ws-protocol";
import { useMe } from "../client/use-me.ts";
import { PresentFace } from "../names/present-face.tsx";
import { peerOf } from "./peer-of.ts";
import { RoomFace } from "./room-face.tsx";

/** What stands before a room's name: the face of the person it is with, and whether they are here, or its picture, or the icon of its kind. */
export function RoomMark({
  room,
  size = 15,
  wordsId,
}: {
  room: Pick<Room, "type" | "people" | "avatar_url">;
  size?: number;
  /** Of the words that say whether that person is here, for what they describe. */
  wordsId?: string;
}) {
  const me = useMe();
  const peer = peerOf(room, me.id);
  if (peer === undefined) return <RoomFace room={room} size={size} />;
  return <PresentFace userId={peer.user_id} said={peer.username} size={24} wordsId={wordsId} />;
}
