import type { RoomSnapshot } from "@hubbub/client";

/** Why a room is not there for one to read; undefined where it is. */
export function awayTitle({ status, error }: Pick<RoomSnapshot, "status" | "error">): string | undefined {
  if (status === "removed") return "You are no longer in this room";
  if (status !== "refused") return undefined;
  const isUnknown = error?.code === "room_not_found" || error?.code === "forbidden";
  return isUnknown ? "There is no such room" : "The room could not be opened";
}
