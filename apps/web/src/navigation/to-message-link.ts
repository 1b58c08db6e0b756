import { toPath } from "./to-path.ts";

/** The address of a message, for others who may see its room. */
export function toMessageLink(roomId: number, seq: number): string {
  return location.origin + toPath({ page: "room", roomId, seq });
}
