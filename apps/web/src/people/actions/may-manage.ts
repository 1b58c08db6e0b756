import type { MemberRole } from "@hubbub/ws-protocol";

/** Owners look after everybody, admins after members; oneself one leaves by the room's menu. */
export function mayManage(own: MemberRole | undefined, other: MemberRole): boolean {
  return own === "owner" || (own === "admin" && other === "member");
}
