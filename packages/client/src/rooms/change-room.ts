import type { LogFrame, Room } from "@hubbub/ws-protocol";

/** The room after the event; the same object where the event does not concern it. */
export function changeRoom<Known extends Room>(room: Known, frame: LogFrame): Known {
  switch (frame.type) {
    case "room_updated":
      return {
        ...room,
        ...(frame.name === undefined ? {} : { name: frame.name }),
        ...(frame.topic === undefined ? {} : { topic: frame.topic }),
        ...(frame.archived_at === undefined ? {} : { archived_at: frame.archived_at }),
      };
    case "member_added":
      return { ...room, member_count: room.member_count + frame.users.length };
    case "member_removed":
      return { ...room, member_count: Math.max(0, room.member_count - frame.users.length) };
    default:
      return room;
  }
}
