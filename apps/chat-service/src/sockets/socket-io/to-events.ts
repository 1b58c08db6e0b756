import type { ServerFrame, ServerFrameOf } from "@hubbub/ws-protocol";
import { renameFields } from "../../dialect/rename-fields.ts";
import { roomUsersEvent } from "./room-users-event.ts";
import { toErrorPayload } from "./to-error-payload.ts";

/** An event's name, and what its listeners are called with. */
export type SocketIoEvent = readonly [name: string, ...values: unknown[]];

/** What a client of this dialect is told where one of hubbub's own gets `frame`. */
export function toEvents(frame: ServerFrame): readonly SocketIoEvent[] {
  switch (frame.type) {
    case "success":
      return [["authenticated", toAuthenticated(frame)]];
    case "room_joined":
      return toRoomJoined(frame);
    case "room_left":
      return [["room_left", { roomId: frame.room_id }]];
    case "new_message":
      return [["message", withoutType(frame)]];
    case "error":
      return [["error", toErrorPayload(frame)]];
    // Answers go to the acknowledgement; the list of `room_users` is whole in this dialect (PeopleLists).
    case "message_ack":
    case "ok":
    case "pong":
    case "history":
    case "room_users":
    case "reconnect":
      return [];
    default:
      return [[frame.type, withoutType(frame)]];
  }
}

/** What `authenticated` and the acknowledgement of `authenticate` say. */
export function toAuthenticated({ user, expires_at, server_id }: ServerFrameOf<"success">) {
  const { id: userId, username, admin } = user;
  return { userId, username, admin, expiresAt: expires_at, serverId: server_id };
}

function toRoomJoined(frame: ServerFrameOf<"room_joined">): readonly SocketIoEvent[] {
  const { room_id: roomId, messages, has_more: hasMore, users, user_count: userCount } = frame;
  return [
    ["message_history", renameFields(messages), { roomId, hasMore }],
    roomUsersEvent(roomId, { users, userCount }),
  ];
}

function withoutType({ type: _type, ...fields }: ServerFrame): unknown {
  return renameFields(fields);
}
