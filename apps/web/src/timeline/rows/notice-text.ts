import type { NoticeFrame } from "@hubbub/client";
import type { Person } from "@hubbub/ws-protocol";
import type { NameOf } from "../../names/use-name-of.ts";
import { later } from "../../strings/later.ts";
import { actorOf, isBan } from "./told-together.ts";

/** Who reads a notice, and what people are called now. */
interface Reading {
  readonly userId: number;
  readonly nameOf: NameOf;
}

/** What happened, in words: of one notice, or of several of which `areToldTogether` holds. */
export function noticeText(notices: readonly NoticeFrame[], userId: number, nameOf: NameOf): string {
  const [first] = notices;
  if (first === undefined) return "";
  const words = wordsFor(first);
  const reading = { userId, nameOf };
  return "ofAll" in words ? words.ofAll(notices, reading) : words.ofOne(first, reading);
}

/** Whose names are among those words, as far as they are told: at most four are. */
export function namedBy(notices: readonly NoticeFrame[]): readonly number[] {
  const others = notices.flatMap((notice) => {
    if (notice.type === "room_updated") return notice.member === undefined ? [] : [notice.member.user_id];
    if (notice.type === "message_pinned") return [];
    return notice.type === "member_updated" ? [notice.user_id] : notice.users.map(({ user_id }) => user_id);
  });
  const actors = notices.slice(0, 1).map(doerOf);
  return [...actors, ...[...new Set(others)].slice(0, mostNamed)];
}

function doerOf(notice: NoticeFrame): number {
  return notice.type === "message_pinned" ? notice.user_id : notice.actor_id;
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
  message_pinned: { ofOne: messagePinned },
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
  reading: Reading,
  done: { readonly byThemselves: "joined" | "left"; readonly byAnother: "added" | "banned" | "removed" },
): string {
  const people = notices.flatMap(({ users }) => users);
  const [actorId] = notices.map(actorOf);
  if (actorId === undefined) return later.notices[done.byThemselves](...asSubject(people, reading));
  return doneTo(people, done.byAnother, actorId, reading);
}

function memberChanged(notice: NoticeOf<"member_updated">, reading: Reading): string {
  const { banned, muted_until, user_id, username } = notice;
  const done =
    banned === undefined ? (muted_until === undefined ? "unmuted" : "muted") : banned ? "banned" : "unbanned";
  return doneTo([{ user_id, username }], done, notice.actor_id, reading);
}

/** What somebody did to others, told by whom if that is known. */
function doneTo(
  people: readonly Person[],
  done: "added" | "banned" | "muted" | "removed" | "unbanned" | "unmuted",
  actorId: number,
  reading: Reading,
): string {
  const words = later.notices[done];
  const [whom, who] = asObject(people, reading);
  if (actorId === reading.userId) return words.byYou(whom);
  // Such a notice does not name them.
  const actor = reading.nameOf(actorId, "");
  return actor === "" ? words.bySomebody(...asSubject(people, reading)) : words.by(actor, whom, who);
}

function messagePinned({ on, user_id, username }: NoticeOf<"message_pinned">, reading: Reading): string {
  const isYou = user_id === reading.userId;
  const actor = isYou ? later.notices.you : reading.nameOf(user_id, username);
  return (on ? later.notices.pinned : later.notices.unpinned)(actor, isYou);
}

function roomChanged(notice: NoticeOf<"room_updated">, reading: Reading): string {
  const words = later.notices;
  const isYou = notice.actor_id === reading.userId;
  const actor = isYou ? words.you : reading.nameOf(notice.actor_id, notice.username);
  if (notice.archived_at !== undefined) return words.archived(actor, isYou);
  if (notice.member !== undefined) {
    const [whom] = asObject([notice.member], reading);
    const made = { owner: words.madeOwner, admin: words.madeAdmin, member: words.madeMember }[notice.member.role];
    return made(actor, isYou, whom);
  }
  const changes = [
    ...(notice.name === undefined ? [] : [words.renamed(notice.name, isYou)]),
    ...(notice.topic === undefined
      ? []
      : [notice.topic === "" ? words.topicRemoved(isYou) : words.topicSet(notice.topic, isYou)]),
    ...(notice.avatar_url === undefined
      ? []
      : [notice.avatar_url === "" ? words.pictureRemoved(isYou) : words.pictureSet(isYou)]),
    ...(notice.retention_days === undefined ? [] : [retentionChanged(notice.retention_days, isYou)]),
    ...(notice.link_previews === undefined
      ? []
      : [notice.link_previews ? words.previewsOn(isYou) : words.previewsOff(isYou)]),
  ];
  // A later release may change more than this one has words for.
  return words.changed(actor, isYou, changes.length === 0 ? [words.changedSomething(isYou)] : changes);
}

function retentionChanged(days: number, isYou: boolean): string {
  return days === 0 ? later.notices.retentionLeft(isYou) : later.notices.retentionSet(days, isYou);
}

type Who = Parameters<typeof later.notices.joined>[1];

function asSubject(people: readonly Person[], reading: Reading): [people: string, who: Who] {
  return nameList(people, reading, later.notices.you);
}

function asObject(people: readonly Person[], reading: Reading): [people: string, who: Who] {
  return nameList(people, reading, later.notices.youAsObject);
}

const mostNamed = 4;

function nameList(people: readonly Person[], { userId, nameOf }: Reading, you: string): [people: string, who: Who] {
  const byId = new Map(people.map(({ user_id, username }) => [user_id, username]));
  const unique = [...byId].map(([id, username]) => (id === userId ? you : nameOf(id, username)));
  const isWithMe = people.some(({ user_id }) => user_id === userId);
  const named = unique.length > mostNamed ? unique.slice(0, mostNamed - 1) : unique;
  const who = unique.length === 1 ? (isWithMe ? "you" : "one") : isWithMe ? "youWith" : "several";
  return [later.notices.people(named, unique.length - named.length), who];
}
