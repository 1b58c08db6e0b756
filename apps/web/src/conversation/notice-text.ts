import type { NoticeFrame } from "@hubbub/client";

/** What happened, in words; several of a kind become one sentence. */
export function noticeText(notices: readonly NoticeFrame[], userId: number): string {
  const [first] = notices;
  if (first === undefined) return "";
  if (first.type === "room_updated") return roomChange(first, userId);
  const people = notices.flatMap((notice) => (notice.type === "room_updated" ? [] : notice.users));
  const names = nameList(people.map((person) => (person.user_id === userId ? "You" : person.username)));
  if (first.type === "member_added") {
    const cameThemselves = notices.every(
      (notice) => "users" in notice && notice.users.some(({ user_id }) => user_id === notice.actor_id),
    );
    return cameThemselves ? `${names} joined` : `${names} ${isPlural(people, userId) ? "were" : "was"} added`;
  }
  const wentThemselves = notices.every((notice) => notice.type !== "member_removed" || notice.reason === "left");
  return wentThemselves ? `${names} left` : `${names} ${isPlural(people, userId) ? "were" : "was"} removed`;
}

function roomChange(notice: NoticeFrame, userId: number): string {
  if (notice.type !== "room_updated") return "";
  const who = notice.actor_id === userId ? "You" : notice.username;
  if (notice.archived_at !== undefined) return `${who} archived the room`;
  if (notice.member !== undefined) {
    const whom = notice.member.user_id === userId ? "you" : notice.member.username;
    return `${who} made ${whom} ${notice.member.role === "member" ? "a member" : `an ${notice.member.role}`}`;
  }
  const changes = [
    ...(notice.name === undefined ? [] : [`renamed the room to ${notice.name}`]),
    ...(notice.topic === undefined
      ? []
      : [notice.topic === "" ? "removed the topic" : `set the topic to “${notice.topic}”`]),
  ];
  return `${who} ${changes.join(" and ")}`;
}

function nameList(names: readonly string[]): string {
  const unique = [...new Set(names)];
  if (unique.length > 4) return `${unique.slice(0, 3).join(", ")} and ${unique.length - 3} others`;
  return unique.length === 1 ? `${unique[0]}` : `${unique.slice(0, -1).join(", ")} and ${unique.at(-1)}`;
}

function isPlural(people: readonly { user_id: number }[], userId: number): boolean {
  return people.length > 1 || people[0]?.user_id === userId;
}
