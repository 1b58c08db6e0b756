import type { NoticeFrame } from "@hubbub/client";
import type { Person } from "@hubbub/ws-protocol";

/** Who reads a notice, and what its actor is called where that is known. */
interface Reading {
  readonly userId: number;
  readonly actor: string | undefined;
}

/**
 * What happened, in words: of one notice, or of several of which `areToldTogether` holds. `actor`: the name of whom
 * `actorOf` tells.
 */
export function noticeText(notices: readonly NoticeFrame[], userId: number, actor?: string): string {
  const [first] = notices;
  if (first === undefined) return "";
  const words = wordsFor(first);
  const reading = { userId, actor };
  return "ofAll" in words ? words.ofAll(notices, reading) : words.ofOne(first, reading);
}

/** Whether one line tells both: people who come or go one after the other, by themselves or by the same hand. */
export function areToldTogether(one: NoticeFrame | undefined, other: NoticeFrame): boolean {
  if (one?.type !== other.type || !("ofAll" in wordsFor(other)) || actorOf(one) !== actorOf(other)) return false;
  return isBan(one) === isBan(other);
}

function isBan(notice: NoticeFrame): boolean {
  return notice.type === "member_removed" && notice.reason === "banned";
}

/** Who added or removed others; undefined for those who came or went by themselves, and where the notice names them. */
export function actorOf(notice: NoticeFrame): number | undefined {
  if (notice.type === "room_updated") return undefined;
  if (notice.type === "member_updated") return notice.actor_id;
  return notice.users.some(({ user_id }) => user_id === notice.actor_id) ? undefined : notice.actor_id;
}

/** Of each notice by itself, or of all that stand one after the other. */
type Words<Frame> =
  | { readonly ofOne: (notice: Frame, reading: Reading) => string }
  | { readonly ofAll: (notices: readonly Frame[], reading: Reading) => string };

type NoticeOf<Type> = Extract<NoticeFrame, { readonly type: Type }>;

/** Every kind of event that is shown as a notice has its words here. */
const wordsByType: { readonly [Type in NoticeFrame["type"]]: Words<NoticeOf<Type>> } = {
  member_added: { ofAll: peopleCame },
  member_removed: { ofAll: peopleWent },
  member_updated: { ofOne: memberChanged },
  room_updated: { ofOne: roomChanged },
};

/** Each kind gets its own notices, and no others. */
function wordsFor({ type }: NoticeFrame): Words<NoticeFrame> {
  return wordsByType[type] as Words<NoticeFrame>;
}

function peopleCame(notices: readonly NoticeOf<"member_added">[], reading: Reading): string {
  return changeOfPeople(notices, reading, { byThemselves: "joined", byAnother: "added" });
}

function peopleWent(notices: readonly NoticeOf<"member_removed">[], reading: Reading): string {
  const byAnother = notices.some(isBan) ? "banned" : "removed";
  return changeOfPeople(notices, reading, { byThemselves: "left", byAnother });
}

function changeOfPeople(
  notices: readonly NoticeOf<"member_added" | "member_removed">[],
  { userId, actor }: Reading,
  verbs: { readonly byThemselves: string; readonly byAnother: string },
): string {
  const people = notices.flatMap(({ users }) => users);
  const [actorId] = notices.map(actorOf);
  if (actorId === undefined) return `${nameList(people, userId, "You")} ${verbs.byThemselves}`;
  if (actorId === userId) return `You ${verbs.byAnother} ${nameList(people, userId, "you")}`;
  if (actor !== undefined) return `${actor} ${verbs.byAnother} ${nameList(people, userId, "you")}`;
  return `${nameList(people, userId, "You")} ${isPlural(people, userId) ? "were" : "was"} ${verbs.byAnother}`;
}

function memberChanged(notice: NoticeOf<"member_updated">, { userId, actor }: Reading): string {
  const { banned, muted_until } = notice;
  const done =
    banned === undefined ? (muted_until === undefined ? "unmuted" : "muted") : banned ? "banned" : "unbanned";
  const isMe = notice.user_id === userId;
  if (notice.actor_id === userId) return `You ${done} ${notice.username}`;
  if (actor !== undefined) return `${actor} ${done} ${isMe ? "you" : notice.username}`;
  return isMe ? `You were ${done}` : `${notice.username} was ${done}`;
}

function roomChanged(notice: NoticeOf<"room_updated">, { userId }: Reading): string {
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
    ...(notice.retention_days === undefined ? [] : [retentionChanged(notice.retention_days)]),
  ];
  // A later release may change more than this one has words for.
  return `${who} ${changes.length === 0 ? "changed the room" : changes.join(" and ")}`;
}

function retentionChanged(days: number): string {
  if (days === 0) return "left it to the server how long messages are kept";
  return `set messages to be kept for ${days === 1 ? "a day" : `${days} days`}`;
}

function nameList(people: readonly Person[], userId: number, you: "You" | "you"): string {
  const unique = [...new Set(people.map(({ user_id, username }) => (user_id === userId ? you : username)))];
  if (unique.length > 4) return `${unique.slice(0, 3).join(", ")} and ${unique.length - 3} others`;
  return unique.length === 1 ? `${unique[0]}` : `${unique.slice(0, -1).join(", ")} and ${unique.at(-1)}`;
}

function isPlural(people: readonly Person[], userId: number): boolean {
  return people.length > 1 || people[0]?.user_id === userId;
}
