import { AppError, type ErrorCode } from "@hubbub/errors";

interface Refusal {
  readonly code: ErrorCode;
  readonly message?: string;
  readonly field?: string;
}

/** Why the append function refuses a command (a verdict's `no`), as people are told. */
export const refusals = {
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
  not_author: { code: "forbidden", message: "Only its author may edit a message" },
  not_moderator: {
    code: "forbidden",
    message: "Only its author, or an owner or admin of the room, may delete a message",
  },
  announcement_only: { code: "forbidden", message: "Only owners and admins of this room may write in it" },
  muted: { code: "forbidden", message: "You are muted in this room" },
  direct_room: { code: "forbidden", message: "That cannot be done in a direct room" },
  no_roles: { code: "forbidden", field: "role", message: "The server's announcements have no owners and admins" },
  server_room: { code: "forbidden", message: "The server's announcements cannot be archived" },
  other_room: { code: "unavailable" },
  last_owner: { code: "forbidden", message: "The room would be left without an owner: make somebody else one first" },
  leave_instead: { code: "forbidden", message: "Leave the room instead of removing yourself" },
  message_not_found: { code: "message_not_found", field: "seq" },
  reply_not_found: { code: "message_not_found", field: "reply_to", message: "There is no such message to answer" },
  user_not_found: { code: "user_not_found", message: "That person is not a member of the room" },
  name_taken: { code: "already_exists", field: "name", message: "A room of this name exists already" },
  too_many_emoji: { code: "invalid_argument", field: "emoji", message: "The message has too many different reactions" },
  too_many_reactions: {
    code: "invalid_argument",
    field: "emoji",
    message: "Too many people have this reaction already",
  },
} as const satisfies Record<string, Refusal>;

export type RefusalReason = keyof typeof refusals;

/** A fresh error for each caller: its stack is its own. */
export function refusal(reason: RefusalReason): AppError {
  const { code, message, field }: Refusal = refusals[reason];
  return new AppError(code, message, field === undefined ? {} : { field });
}
