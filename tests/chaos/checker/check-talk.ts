import { callIn } from "./call-in.ts";
import type { Finding } from "./check-records.ts";
import {
  type ClientRecord,
  type HistoryMessage,
  type RoomHistory,
  type RoomLists,
  talkOf,
  type ThreadsView,
  type ToldThread,
  type UnreadPlace,
} from "./client-record.ts";

/** Where counting unread messages ends, as the API says. */
const maxUnread = 1_000;
/** Those who wrote one of so many newest replies are the faces of a thread, and at most so many of them. */
const repliesWithFaces = 50;
const maxFaces = 5;

/**
 * Threads and mentions of one room. Each message stands in a thread that its sender wrote it in, and calls whom its text
 * names; the room's timeline, each thread and the counts of what is unread are what follows from all messages; what anybody
 * was told of a thread is what it was at that event, and what they knew at the end is what it is.
 */
export function checkTalk(history: RoomHistory, records: readonly ClientRecord[]): Finding[] {
  const where = `room ${history.roomId}`;
  const members = records.filter(({ rooms }) => rooms.has(history.roomId));
  const people = new Map(
    members.flatMap(({ username, userId }) => (username === undefined ? [] : [[username, userId] as const])),
  );
  const { lists } = history;
  const findings = [
    ...wrongPlaces(history, records),
    ...wrongCalls(history, people),
    ...(lists === undefined ? [] : [...wrongLists(history, lists), ...wrongCounts(history, lists, people)]),
    ...members.flatMap((record) => wrongViews(history, record)),
  ];
  return findings.map((detail) => ({ kind: "untrue", detail: `${where}: ${detail}` }));
}

function wrongPlaces({ roomId, messages }: RoomHistory, records: readonly ClientRecord[]): string[] {
  const sent = new Map(
    records.flatMap((record) =>
      record.sent
        .filter((one) => one.roomId === roomId)
        .map((one) => [`${record.userId} ${one.clientMsgId}`, one] as const),
    ),
  );
  const roots = new Set(messages.filter(({ threadSeq }) => threadSeq === undefined).map(({ seq }) => seq));
  return messages.flatMap(({ seq, userId, clientMsgId, threadSeq = 0, inRoom = false }) => {
    const one = sent.get(`${userId} ${clientMsgId}`);
    const isThere = threadSeq === 0 ? !inRoom : threadSeq < seq && roots.has(threadSeq);
    const isMeant = one?.roots === undefined || one.roots.includes(threadSeq);
    const isShown = threadSeq === 0 || one?.inRoom === undefined || one.inRoom === inRoom;
    return isThere && isMeant && isShown
      ? []
      : [`${seq} is a reply to ${threadSeq}, ${inRoom ? "" : "not "}in the room`];
  });
}

function wrongCalls({ messages }: RoomHistory, people: ReadonlyMap<string, number>): string[] {
  return messages.flatMap(({ seq, content = "", mentions }) => {
    const call = callIn(content, people);
    const told = mentions === undefined ? "nobody" : `${mentions.user_ids.join(" ")} ${mentions.room ?? ""}`.trim();
    // Where the user-service cannot be asked in time, names stay what the text says.
    const isRight = told === String(call ?? "nobody") || (typeof call === "number" && told === "nobody");
    return isRight ? [] : [`${seq} calls ${told} and not ${call}`];
  });
}

function wrongLists({ messages }: RoomHistory, { timeline, threads }: RoomLists): string[] {
  const expected = new Map([...repliesIn(messages)].map(([root, replies]) => [root, seqsOf(replies)]));
  const shown = seqsOf(messages.filter(isShown));
  return [
    ...(shown === timeline.join(" ") ? [] : [`the timeline is ${timeline.join(" ")} and not ${shown}`]),
    ...[...new Set([...expected.keys(), ...threads.keys()])].flatMap((root) => {
      const [is, shall] = [threads.get(root)?.join(" ") ?? "", expected.get(root) ?? ""];
      return is === shall ? [] : [`the thread of ${root} is ${is} and not ${shall}`];
    }),
  ];
}

function wrongCounts({ messages }: RoomHistory, { unread }: RoomLists, people: ReadonlyMap<string, number>): string[] {
  const shown = messages.filter(isShown).map((one) => ({ ...one, call: callIn(one.content ?? "", people) }));
  return unread.flatMap((place: UnreadPlace) => {
    const { userId, lastReadSeq } = place;
    const others = shown.filter((message) => message.seq > lastReadSeq && message.userId !== userId);
    const calls = others.filter(({ call }) => typeof call === "string" || call === userId);
    const own = shown.findLast((message) => message.userId === userId)?.seq ?? 0;
    const told = [place.unread, place.mentions];
    const isRight = told.join() === [others, calls].map(({ length }) => Math.min(length, maxUnread)).join();
    return [
      ...(isRight
        ? []
        : [`after ${lastReadSeq} ${userId} has ${told.join()}, not ${others.length},${calls.length} unread`]),
      ...(lastReadSeq >= own ? [] : [`${userId} has read up to ${lastReadSeq}, and written ${own}`]),
    ];
  });
}

function wrongViews(history: RoomHistory, { name, rooms }: ClientRecord): string[] {
  const view = rooms.get(history.roomId);
  if (view === undefined) return [];
  const talk = new Map(history.messages.map((message) => [message.seq, talkOf(toWire(message))]));
  const seen = view.seen.flatMap((one) => {
    if (one.what === "page" || one.talk === undefined || one.talk === talk.get(one.seq)) return [];
    return [`${name} saw ${one.seq} ${one.talk}, and not ${talk.get(one.seq)}`];
  });
  if (view.threads === undefined) return seen;
  const threads = repliesIn(history.messages);
  return [
    ...seen,
    ...view.threads.told.flatMap((told) => {
      const is = threadAt(threads, told.root, told.updatedSeq);
      return textOf(told) === textOf(is) ? [] : [`${name} was told ${textOf(told)}, and it was ${textOf(is)}`];
    }),
    ...(view.stayed ? unknownThreads(view.threads, threads).map((detail) => `${name} ${detail}`) : []),
  ];
}

function unknownThreads(
  { known, from }: ThreadsView,
  threads: ReadonlyMap<number, readonly HistoryMessage[]>,
): string[] {
  return [...threads].flatMap(([root, replies]) => {
    const last = replies.at(-1)?.seq ?? 0;
    const knew = known.get(root)?.updatedSeq;
    const isKnown = knew === last || (knew === undefined && last <= from);
    return isKnown ? [] : [`knew the thread of ${root} as of ${knew}, and its last reply is ${last}`];
  });
}

function repliesIn(messages: readonly HistoryMessage[]): Map<number, HistoryMessage[]> {
  const threads = new Map<number, HistoryMessage[]>();
  for (const message of messages) {
    if (message.threadSeq === undefined) continue;
    const replies = threads.get(message.threadSeq);
    if (replies === undefined) threads.set(message.threadSeq, [message]);
    else replies.push(message);
  }
  return threads;
}

/** What is to be said of a thread once this event has happened; no reply of the load is ever deleted. */
function threadAt(threads: ReadonlyMap<number, readonly HistoryMessage[]>, root: number, seq: number): ToldThread {
  const replies = (threads.get(root) ?? []).filter((reply) => reply.seq <= seq);
  const last = replies.at(-1)?.seq ?? 0;
  const newest = replies.slice(-repliesWithFaces).toReversed();
  const userIds = [...new Set(newest.map(({ userId }) => userId))].slice(0, maxFaces);
  return { root, replyCount: replies.length, lastReplySeq: last, userIds, updatedSeq: last };
}

function textOf({ root, replyCount, lastReplySeq, userIds, updatedSeq }: ToldThread): string {
  return `${replyCount} replies to ${root} up to ${lastReplySeq} by ${userIds.join(" ")} as of ${updatedSeq}`;
}

function isShown({ threadSeq, inRoom }: HistoryMessage): boolean {
  return threadSeq === undefined || inRoom === true;
}

function seqsOf(messages: readonly HistoryMessage[]): string {
  return messages.map(({ seq }) => seq).join(" ");
}

function toWire({ threadSeq, inRoom, mentions }: HistoryMessage) {
  return { thread_seq: threadSeq, in_room: inRoom, mentions };
}
