import { AppError } from "@hubbub/errors";

/** For one who is kept out of a room that others may read. */
export function bannedError(): AppError {
  return new AppError("forbidden", "You are banned from this room", { field: "room_id" });
}
