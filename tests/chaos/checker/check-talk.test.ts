import { expect, test } from "vitest";
import { checkTalk } from "./check-talk.ts";
import {
  type ClientRecord,
  type HistoryMessage,
  type RoomHistory,
  type RoomLists,
  type Seen,
  talkOf,
  type ToldThread,
} from "./client-record.ts";

const [ann, bob] = [10, 20];
const root = 2;

/** A root, a reply in its thread, one that the room shows too and calls ann, and a message that calls everybody. */
const messages: readonly HistoryMessage[] = [
  { seq: root, userId: ann, clientMsgId: "a", content: "Lunch?" },
  { seq: 3, userId: bob, clientMsgId: "b", content: "At one", threadSeq: root },
  {
    seq: 4,
    userId: bob,
    clientMsgId: "c",
    content: "Or two @ann",
    threadSeq: root,
    inRoom: true,
    mentions: { user_ids: [ann] },
  },
  { seq: 5, userId: bob, clientMsgId: "d", content: "All @room", mentions: { user_ids: [], room: "room" } },
];
const lists: RoomLists = {
  timeline: [root, 4, 5],
  threads: new Map([[root, [3, 4]]]),
  unread: [
    { userId: ann, lastReadSeq: root, unread: 2, mentions: 2 },
    { userId: bob, lastReadSeq: 5, unread: 0, mentions: 0 },
  ],
};
const told: readonly ToldThread[] = [
  { root, replyCount: 1, lastReplySeq: 3, userIds: [bob], updatedSeq: 3 },
  { root, replyCount: 2, lastReplySeq: 4, userIds: [bob], updatedSeq: 4 },
];

interface Change {
  /** Of messages, by seq. */
  readonly messages?: Readonly<Record<number, Partial<HistoryMessage>>>;
  readonly lists?: Partial<RoomLists>;
  readonly told?: readonly ToldThread[];
  readonly known?: readonly ToldThread[];
  readonly from?: number;
  readonly stayed?: boolean;
  /** What was seen in the place of the message at 4. */
  readonly talk?: string;
}

/** What is found where everything is as it shall be but for this. */
function findings(change: Change = {}): number {
  const history: RoomHistory = {
    roomId: 1,
    lastSeq: 5,
    messages: messages.map((message) => ({ ...message, ...change.messages?.[message.seq] })),
    pins: [],
    lists: { ...lists, ...change.lists },
  };
  return checkTalk(history, [record("ann", ann, change), record("bob", bob, {})]).length;
}

function record(username: string, userId: number, change: Change): ClientRecord {
  const own = messages.filter((message) => message.userId === userId);
  const seen = messages.map((message): Seen => {
    const talk = talkOf({ thread_seq: message.threadSeq, in_room: message.inRoom, mentions: message.mentions });
    const { seq } = message;
    return { what: "event", seq, identity: "", talk: seq === 4 ? (change.talk ?? talk) : talk };
  });
  const known = new Map((change.known ?? told.slice(-1)).map((thread) => [thread.root, thread]));
  const threads = { told: change.told ?? told, known, from: change.from ?? 1 };
  return {
    name: username,
    userId,
    username,
    waitsForAck: true,
    sent: own.map(({ clientMsgId, threadSeq = 0, inRoom = false }) => ({
      roomId: 1,
      clientMsgId,
      roots: [threadSeq],
      inRoom,
    })),
    acks: [],
    rooms: new Map([[1, { from: 1, seen, stayed: change.stayed ?? true, threads }]]),
  };
}

test("a good run has no findings", () => {
  expect(findings()).toBe(0);
});

test.each<[string, Change]>([
  ["stands in another thread than it was written in", { messages: { 5: { threadSeq: root } } }],
  ["is shown in the room and was not to be", { messages: { 3: { inRoom: true } } }],
  ["stands in the thread of a reply", { messages: { 4: { threadSeq: 3 } } }],
  ["calls another than its text names", { messages: { 4: { mentions: { user_ids: [bob] } } } }],
  ["calls nobody where its text calls all", { messages: { 5: { mentions: undefined } } }],
  ["calls somebody where its text names nobody", { messages: { 3: { mentions: { user_ids: [ann] } } } }],
])("a message that %s is found", (_, change) => {
  expect(findings(change)).toBeGreaterThan(0);
});

test("a name that could not be looked up in time may call nobody", () => {
  const late = { mentions: undefined };
  const talk = talkOf({ thread_seq: root, in_room: true });
  const [own, others] = [findings({ messages: { 4: late }, talk }), findings({ messages: { 4: late } })];
  // Bob, of whom nothing is changed here, saw the call that is not in the history.
  expect([own, others]).toEqual([1, 2]);
});

test.each<[string, Partial<RoomLists>]>([
  ["a timeline with a reply that is not for it", { timeline: [root, 3, 4, 5] }],
  ["a timeline without a message", { timeline: [root, 5] }],
  ["a thread in another order", { threads: new Map([[root, [4, 3]]]) }],
  ["a thread that nobody replied in", { threads: new Map([...lists.threads, [5, [6]]]) }],
  [
    "a reply that counts as unread in the room",
    { unread: [{ userId: ann, lastReadSeq: root, unread: 3, mentions: 2 }] },
  ],
  ["a mention that does not count", { unread: [{ userId: ann, lastReadSeq: root, unread: 2, mentions: 1 }] }],
  ["one's own message that is not read", { unread: [{ userId: bob, lastReadSeq: 4, unread: 0, mentions: 0 }] }],
])("%s is found", (_, changed) => {
  expect(findings({ lists: changed })).toBe(1);
});

test("a thread that was told otherwise than it was at that event is found", () => {
  const [first, second] = [told[0]!, told[1]!];
  for (const wrong of [
    { ...first, replyCount: 2 },
    { ...second, userIds: [bob, ann] },
    { ...second, lastReplySeq: 3 },
    { ...second, updatedSeq: 3 },
  ]) {
    expect(findings({ told: [wrong] })).toBe(1);
  }
});

test("who stayed knows every thread as it is, but for those that had no reply since", () => {
  expect(findings({ known: told.slice(0, 1) })).toBe(1);
  expect(findings({ known: told.slice(0, 1), stayed: false })).toBe(0);
  expect(findings({ known: [] })).toBe(1);
  expect(findings({ known: [], from: 4 })).toBe(0);
});

test("who saw a message in another place than it stands is found", () => {
  expect(findings({ talk: talkOf({}) })).toBe(1);
});
