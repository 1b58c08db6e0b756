import type { NoticeFrame } from "@hubbub/client";
import type { Person } from "@hubbub/ws-protocol";

/** What happened, in words: of one notice, or of several of which `areToldTogether` holds. */
export function noticeText(notices: readonly NoticeFrame[], userId: number): string {
  const [first] = notices;
  if (first === undefined) return "";
  const words = wordsFor(first);
  return "ofAll" in words ? words.ofAll(notices, userId) : words.ofOne(first, userId);
}

/** Whether one line tells both: people who come or go one after the other. */
export function areToldTogether(one: NoticeFrame | undefined, other: NoticeFrame): boolean {
  return one?.type === other.type && "ofAll" in wordsFor(other);
}

/** Of each notice by itself, or of all that stand one after the other. */
type Words<Frame> =
  | { readonly ofOne: (notice: Frame, userId: number) => string }
  | { readonly ofAll: (notices: readonly Frame[], userId: number) => string };

type NoticeOf<Type> = Extract<NoticeFrame, { readonly type: Type }>;

/** Every kind of event that is shown as a notice has its words here. */
const wordsByType: { readonly [Type in NoticeFrame["type"]]: Words<NoticeOf<Type>> } = {
  member_added: { ofAll: peopleCame },
  member_removed: { ofAll: peopleWent },
  room_updated: { ofOne: roomChanged },
};

/** Each kind gets its own notices, and no others. */
function wordsFor({ type }: NoticeFrame): Words<NoticeFrame> {
  return wordsByType[type] as Words<NoticeFrame>;
}

function peopleCame(notices: readonly NoticeOf<"member_added">[], userId: number): string {
  const people = notices.flatMap(({ users }) => users);
  const cameThemselves = notices.every(({ users, actor_id }) => users.some(({ user_id }) => user_id === actor_id));
  const names = nameList(people, userId);
  return cameThemselves ? `${names} joined` : `${names} ${isPlural(people, userId) ? "were" : "was"} added`;
}

function peopleWent(notices: readonly NoticeOf<"member_removed">[], userId: number): string {
  const people = notices.flatMap(({ users }) => users);
  const wentThemselves = notices.every(({ reason }) => reason === "left");
  const names = nameList(people, userId);
  return wentThemselves ? `${names} left` : `${names} ${isPlural(people, userId) ? "were" : "was"} removed`;
}

function roomChanged(notice: NoticeOf<"room_updated">, userId: number): string {
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
  // A later release may change more than this one has words for.
  return `${who} ${changes.length === 0 ? "changed the room" : changes.join(" and ")}`;
}

function nameList(people: readonly Person[], userId: number): string {
  const unique = [...new Set(people.map(({ user_id, username }) => (user_id === userId ? "You" : username)))];
  if (unique.length > 4) return `${unique.slice(0, 3).join(", ")} and ${unique.length - 3} others`;
  return unique.length === 1 ? `${unique[0]}` : `${unique.slice(0, -1).join(", ")} and ${unique.at(-1)}`;
}

function isPlural(people: readonly Person[], userId: number): boolean {
  return people.length > 1 || people[0]?.user_id === userId;
}
