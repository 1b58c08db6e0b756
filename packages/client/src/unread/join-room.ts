import type { ServerFrameOf } from "@hubbub/ws-protocol";
import { countMessage } from "./count-message.ts";
import { countRead } from "./count-read.ts";
import { type CountedRoom, toCountedRoom } from "./counted-room.ts";
import type { Me } from "./me.ts";
import { putRoom, type RoomList } from "./room-list.ts";

/** A room was joined on the socket: it is one's own now, unless one only reads it. */
export function joinRoom(list: RoomList, answer: ServerFrameOf<"room_joined">, me: Me): RoomList {
  const known = list.rooms.get(answer.room_id);
  const { role, last_read_seq } = answer.me;
  if (role === undefined && known === undefined) {
    return { ...list, visited: new Set(list.visited).add(answer.room_id) };
  }
  const before = known ?? newlyKnown(answer);
  const room = {
    ...before.room,
    ...answer.room,
    ...(role === undefined ? {} : { role }),
    last_seq: answer.last_seq,
  };
  const isExact = before.isExact && isContinued(before, answer, known === undefined);
  const joined = countRead({ ...before, room, isExact }, last_read_seq);
  // One's own say nothing about what has been read: the answer does, and one may have set it back since.
  const others = answer.messages.filter(({ user_id }) => user_id !== me.userId);
  return putRoom(
    list,
    others.reduce((counted, message) => countMessage(counted, message, me), joined),
  );
}

/** Nothing of it has been counted: what is unread must be in the page. */
function newlyKnown({ room, me: { last_read_seq } }: ServerFrameOf<"room_joined">): CountedRoom {
  return toCountedRoom({ ...room, last_seq: last_read_seq, last_read_seq, unread_count: 0, mention_count: 0 });
}

/** Whether nothing unread can lie between what was known of the log and the page. */
function isContinued({ room }: CountedRoom, answer: ServerFrameOf<"room_joined">, isNew: boolean): boolean {
  if (answer.recovered) return !isNew;
  const pageStart = answer.has_more ? (answer.messages[0]?.seq ?? answer.last_seq + 1) : 1;
  return pageStart <= Math.max(room.last_seq, answer.me.last_read_seq) + 1;
}
