import { AppError } from "@hubbub/errors";
import { DatabaseError } from "pg";

/** What the sender of the one item is told that Postgres does not take. */
export function toAppendError(error: unknown): AppError {
  if (!(error instanceof DatabaseError)) return new AppError("internal", undefined, { cause: error });
  if (error.code === "57014") return new AppError("unavailable", undefined, { cause: error });
  if (error.code === "23505") {
    const named = error.constraint === "rooms_name_key_key";
    const message = named ? "A room of this name exists already" : undefined;
    return new AppError("already_exists", message, { field: named ? "name" : undefined, cause: error });
  }
  if (dataClasses.has(error.code?.slice(0, 2) ?? "")) {
    const field = fieldByConstraint.get(error.constraint ?? "");
    return new AppError("invalid_argument", undefined, { field, cause: error });
  }
  return new AppError("internal", undefined, { cause: error });
}

/** Data exceptions, violated constraints, values that are too large for an index. */
const dataClasses = new Set(["22", "23", "54"]);

const fieldByConstraint = new Map([
  ["room_log_body_check", "content"],
  ["room_log_client_msg_id_check", "client_msg_id"],
  ["rooms_name_check", "name"],
  ["rooms_name_key_check", "name"],
  ["rooms_topic_check", "topic"],
]);
