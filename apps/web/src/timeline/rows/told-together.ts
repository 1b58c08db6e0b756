import type { NoticeFrame } from "@hubbub/client";

/** Whether one line tells both: people who come or go one after the other, by themselves or by the same hand. */
export function areToldTogether(one: NoticeFrame | undefined, other: NoticeFrame): boolean {
  if (one?.type !== other.type || !isOfPeople(other) || actorOf(one) !== actorOf(other)) return false;
  return isBan(one) === isBan(other);
}

export function isBan(notice: NoticeFrame): boolean {
  return notice.type === "member_removed" && notice.reason === "banned";
}

/** Who added or removed others; undefined for those who came or went by themselves, and where the notice names them. */
export function actorOf(notice: NoticeFrame): number | undefined {
  if (notice.type === "member_updated") return notice.actor_id;
  if (!isOfPeople(notice)) return undefined;
  return notice.users.some(({ user_id }) => user_id === notice.actor_id) ? undefined : notice.actor_id;
}

function isOfPeople(notice: NoticeFrame): notice is Extract<NoticeFrame, { readonly users: unknown }> {
  return "users" in notice;
}
