import { AppError } from "@hubbub/errors";
import type { RoomType } from "@hubbub/ws-protocol";
import type { Refusal } from "../kinds/log-kind.ts";
import { refusalsOfKinds } from "../kinds/log-kinds.ts";

/** Why the append functions refuse commands of several kinds. */
const refusalsOfAll = {
  id_taken: {
    code: "already_exists",
    field: "client_msg_id",
    message: "This client_msg_id belongs to another command",
  },
  room_not_found: { code: "room_not_found", field: "room_id" },
  room_archived: { code: "room_archived" },
  not_member: { code: "forbidden", message: "Only members of the room may do that" },
  not_admin: { code: "forbidden", message: "Only owners and admins of the room may do that" },
  not_owner: { code: "forbidden", message: "Only owners of the room may do that" },
  announcement_only: { code: "forbidden", message: "Only server admins write announcements" },
  muted: { code: "forbidden", message: "You are muted in this room" },
  direct_room: { code: "forbidden", message: "That cannot be done in a direct room" },
  no_roles: { code: "forbidden", field: "role", message: "The server's announcements have no owners and admins" },
  last_owner: { code: "forbidden", message: "The room would be left without an owner: make somebody else one first" },
  message_not_found: { code: "message_not_found", field: "seq" },
  user_not_found: { code: "user_not_found", message: "That person is not a member of the room" },
  name_taken: { code: "already_exists", field: "name", message: "A room of this name exists already" },
} as const satisfies Readonly<Record<string, Refusal>>;

/** By a verdict's `no`. */
export const refusals: Readonly<Record<string, Refusal>> = { ...refusalsOfAll, ...refusalsOfKinds };

/** What others say of owners and admins, the server's announcements say of the server's: they have no owners and admins. */
const messagesOfAnnouncements: Readonly<Record<string, string>> = {
  not_admin: "Only server admins may do that to the announcements",
  not_owner: "Only server admins may do that to the announcements",
  not_moderator: "Only its author, or a server admin, may delete an announcement",
};
/** Where no moderator mutes. */
const messagesOfDirectRooms: Readonly<Record<string, string>> = {
  muted: "One of you has blocked the other, or their account is gone",
};

/** A fresh error for each caller: its stack is its own. */
export function refusal(reason: string, roomKind: RoomType | undefined): AppError {
  const known = refusals[reason];
  if (known === undefined) return new AppError("internal", undefined, { cause: new Error(`refused as ${reason}`) });
  const { code, field } = known;
  return new AppError(code, messagesOf(roomKind)[reason] ?? known.message, field === undefined ? {} : { field });
}

function messagesOf(roomKind: RoomType | undefined): Readonly<Record<string, string>> {
  switch (roomKind) {
    case "announcement":
      return messagesOfAnnouncements;
    case "direct":
      return messagesOfDirectRooms;
    default:
      return {};
  }
}
