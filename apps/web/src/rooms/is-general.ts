import type { Room } from "@hubbub/ws-protocol";

/** The room in which everyone begins: the server makes each new account a member of it. */
export function isGeneral({ type, name }: Pick<Room, "type" | "name">): boolean {
  return type === "public" && name.toLowerCase() === "general";
}
