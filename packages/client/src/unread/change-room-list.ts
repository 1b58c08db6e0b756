import type { LogFrame, ServerFrame, ServerFrameOf } from "@hubbub/ws-protocol";
import { changeRoom } from "../rooms/change-room.ts";
import { countDeletion } from "./count-deletion.ts";
import { countMessage } from "./count-message.ts";
import { countRead } from "./count-read.ts";
import type { CountedRoom } from "./counted-room.ts";
import { joinRoom } from "./join-room.ts";
import type { Me } from "./me.ts";
import { putRoom } from "./put-room.ts";
import { removeRoom } from "./remove-room.ts";
import type { RoomList } from "./room-list.ts";

/** The list after a frame; the same object where the frame says nothing about it. Frames may come again, or late. */
export function changeRoomList(list: RoomList, frame: ServerFrame, me: Me): RoomList {
  switch (frame.type) {
    case "room_joined":
      return joinRoom(list, frame, me);
    case "room_activity":
      return list.isStale || frame.rooms.every((mark) => isKnown(list, mark)) ? list : { ...list, isStale: true };
    case "read_receipt":
      return frame.user_id === me.userId ? change(list, frame, (room) => countRead(room, frame.last_read_seq)) : list;
    case "new_message":
    case "message_edited":
    case "message_deleted":
    case "reaction":
    case "room_updated":
    case "member_added":
    case "member_removed":
      return changeByLog(list, frame, me);
    default:
      return list;
  }
}

function changeByLog(list: RoomList, frame: LogFrame, me: Me): RoomList {
  const known = list.rooms.get(frame.room_id);
  if (known === undefined) return list.visited.has(frame.room_id) ? list : becomesStale(list, frame);
  if (frame.type === "new_message") return putRoom(list, countMessage(known, frame, me));
  if (frame.type === "message_deleted") {
    return putRoom(list, heard(countDeletion(known, frame.target_seq), frame));
  }
  // The list was read after it.
  if (frame.seq <= known.room.last_seq) return list;
  if (frame.type === "member_removed" && frame.users.some(({ user_id }) => user_id === me.userId)) {
    return removeRoom(list, frame.room_id);
  }
  return putRoom(list, heard({ ...known, room: changeRoom(known.room, frame) }, frame));
}

/** A word of a room that is not listed; of a removal nothing is left to list. */
function becomesStale(list: RoomList, frame: LogFrame): RoomList {
  return list.isCut || list.isStale || frame.type === "member_removed" ? list : { ...list, isStale: true };
}

function heard(known: CountedRoom, { seq }: LogFrame): CountedRoom {
  return { ...known, room: { ...known.room, last_seq: Math.max(known.room.last_seq, seq) } };
}

function isKnown(list: RoomList, mark: { room_id: number; last_seq: number }): boolean {
  const known = list.rooms.get(mark.room_id);
  return known === undefined ? list.isCut : mark.last_seq <= known.room.last_seq;
}

function change(
  list: RoomList,
  { room_id }: ServerFrameOf<"read_receipt">,
  count: (room: CountedRoom) => CountedRoom,
): RoomList {
  const known = list.rooms.get(room_id);
  return known === undefined ? list : putRoom(list, count(known));
}
