import { changeRoom, isLogged, type LoggedFrame, removedBy, type ServerFrameOf, unreadBy } from "@hubbub/ws-protocol";
import type { ReceivedFrame } from "../connection/read-frame.ts";
import { countBack } from "./count-back.ts";
import { countDeletion } from "./count-deletion.ts";
import { countEdit } from "./count-edit.ts";
import { countMessage } from "./count-message.ts";
import { countRead } from "./count-read.ts";
import type { CountedRoom } from "./counted-room.ts";
import { joinRoom } from "./join-room.ts";
import type { Me } from "./me.ts";
import { putRoom, removeRoom, type RoomList } from "./room-list.ts";

/** The list after a frame; the same object where the frame says nothing about it. Frames may come again, or late. */
export function changeRoomList(list: RoomList, frame: ReceivedFrame, me: Me): RoomList {
  switch (frame.type) {
    case "room_joined":
      return joinRoom(list, frame, me);
    case "room_activity":
      return list.isStale || frame.rooms.every((mark) => isKnown(list, mark)) ? list : { ...list, isStale: true };
    case "room_counts":
      return list.isStale || frame.rooms.every((told) => isCounted(list, told)) ? list : { ...list, isStale: true };
    case "read_receipt":
      return frame.user_id === me.userId ? change(list, frame, (room) => countRead(room, frame.last_read_seq)) : list;
    case "read_moved":
      if (frame.thread_seq !== undefined) return list;
      return change(list, frame, (room) => (frame.back === true ? countBack : countRead)(room, frame.last_read_seq));
    default:
      return isLogged(frame) ? changeByLog(list, frame, me) : list;
  }
}

function changeByLog(list: RoomList, frame: LoggedFrame, me: Me): RoomList {
  const known = list.rooms.get(frame.room_id);
  if (known === undefined) return list.visited.has(frame.room_id) ? list : becomesStale(list, frame);
  const unread = unreadBy(frame);
  if (unread !== undefined && "counts" in unread) return putRoom(list, countMessage(known, unread.counts, me));
  if (unread !== undefined && "takes" in unread) return putRoom(list, heard(countDeletion(known, unread.takes), frame));
  // The list was read after it.
  if (frame.seq <= known.room.last_seq) return list;
  if (removedBy(frame).includes(me.userId)) return removeRoom(list, frame.room_id);
  const counted = unread === undefined ? known : countEdit(known, unread.recounts, me);
  return putRoom(list, heard({ ...counted, room: changeRoom(counted.room, frame) }, frame));
}

/** A word of a room that is not listed; of a removal nothing is left to list. */
function becomesStale(list: RoomList, frame: LoggedFrame): RoomList {
  return list.isStale || removedBy(frame).length > 0 ? list : { ...list, isStale: true };
}

/** Of a direct room that is not open replies come as well, and one of its messages may have been lost before them. */
function heard(known: CountedRoom, { seq }: LoggedFrame): CountedRoom {
  const { last_seq } = known.room;
  const isExact = known.isExact && seq <= last_seq + 1;
  return { ...known, isExact, room: { ...known.room, last_seq: Math.max(last_seq, seq) } };
}

function isKnown(list: RoomList, mark: { room_id: number; last_seq: number }): boolean {
  const known = list.rooms.get(mark.room_id);
  return known !== undefined && mark.last_seq <= known.room.last_seq;
}

/** Of a room that is open the frames say the same; of others only the server knows which messages these are. */
function isCounted(list: RoomList, told: ServerFrameOf<"room_counts">["rooms"][number]): boolean {
  const room = list.rooms.get(told.room_id)?.room;
  return room?.unread_count === told.unread_count && room.mention_count === told.mention_count;
}

function change(
  list: RoomList,
  { room_id }: ServerFrameOf<"read_receipt"> | ServerFrameOf<"read_moved">,
  count: (room: CountedRoom) => CountedRoom,
): RoomList {
  const known = list.rooms.get(room_id);
  return known === undefined ? list : putRoom(list, count(known));
}
