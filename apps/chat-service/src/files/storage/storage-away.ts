import { AppError } from "@hubbub/errors";

/** What the storage's users see of any of its failures; the reason is for the log. */
export function storageAway(cause: unknown): AppError {
  return cause instanceof AppError
    ? cause
    : new AppError("unavailable", "Files cannot be reached right now", { cause });
}
