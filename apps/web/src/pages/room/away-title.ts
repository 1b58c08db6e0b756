import type { RoomSnapshot } from "@hubbub/client";
import { t } from "../../strings/t.ts";

/** Why a room is not there for one to read; undefined where it is. */
export function awayTitle(
  state: Pick<RoomSnapshot, "status" | "error" | "newest">,
  userId: number,
): string | undefined {
  const { status, error } = state;
  if (isBanned(state, userId)) return t.room.banned;
  if (status === "removed") return t.room.removed;
  if (status !== "refused") return undefined;
  return error?.code === "room_not_found" ? t.room.unknown : t.room.notOpened;
}

/** One was taken out with a ban, or comes to a room that one is kept out of: nobody else is refused as `forbidden`. */
export function isBanned(
  { status, error, newest }: Pick<RoomSnapshot, "status" | "error" | "newest">,
  userId: number,
): boolean {
  if (status === "refused") return error?.code === "forbidden";
  const last = newest.findLast((item) => item.kind === "notice")?.notice;
  if (status !== "removed" || last?.type !== "member_removed") return false;
  return last.reason === "banned" && last.users.some(({ user_id }) => user_id === userId);
}
