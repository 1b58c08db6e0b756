import { expect, test } from "vitest";
import { checkRecords } from "./check-records.ts";
import { type ClientRecord, identityOf, type RoomHistory, type RoomView, type Seen } from "./client-record.ts";

/** Two senders of three messages each and a reader, in room 1, which begins with a member_added at seq 1. */
function goodRun(): { records: ClientRecord[]; history: RoomHistory } {
  const order = [10, 20, 20, 10, 10, 20];
  const count = new Map<number, number>();
  const messages = order.map((userId, index) => {
    const n = (count.get(userId) ?? 0) + 1;
    count.set(userId, n);
    return { seq: index + 2, userId, clientMsgId: `${userId}-${n}` };
  });
  const events: Seen[] = messages.map(({ seq, userId, clientMsgId }) => event(seq, userId, clientMsgId));
  const record = (name: string, userId: number): ClientRecord => {
    const own = messages.filter((one) => one.userId === userId);
    return {
      name,
      userId,
      waitsForAck: true,
      sent: own.map(({ clientMsgId }) => ({ roomId: 1, clientMsgId })),
      acks: own.map(({ seq, clientMsgId }) => ({ roomId: 1, clientMsgId, seq })),
      rooms: new Map([[1, { from: 1, seen: events, stayed: true }]]),
    };
  };
  return {
    records: [record("ann", 10), record("bob", 20), record("cat", 30)],
    history: { roomId: 1, lastSeq: 7, messages, pins: [4] },
  };
}

function event(seq: number, userId: number, clientMsgId: string): Seen {
  return {
    what: "event",
    seq,
    identity: identityOf({ type: "new_message", user_id: userId, client_msg_id: clientMsgId }),
  };
}

function kinds(records: ClientRecord[], history: RoomHistory): string[] {
  return [...new Set(checkRecords(records, [history]).map(({ kind }) => kind))].toSorted();
}

/** The good run in which the reader "cat" saw something else. */
function catSaw(change: (view: RoomView) => Partial<RoomView>): string[] {
  const { records, history } = goodRun();
  const cat = records[2]!;
  const view = cat.rooms.get(1)!;
  records[2] = { ...cat, rooms: new Map([[1, { ...view, ...change(view) }]]) };
  return kinds(records, history);
}

test("a good run has no findings", () => {
  const { records, history } = goodRun();
  expect(checkRecords(records, [history])).toEqual([]);
});

test("an acked message that is not in the history is lost", () => {
  const { records, history } = goodRun();
  expect(kinds(records, { ...history, messages: history.messages.filter(({ seq }) => seq !== 4) })).toContain("lost");
});

test("a message that stands twice in the history is duplicated", () => {
  const { records, history } = goodRun();
  const again = { ...history.messages[0]!, seq: 8 };
  expect(kinds(records, { ...history, lastSeq: 8, messages: [...history.messages, again] })).toContain("duplicated");
});

test("two messages of one sender that changed places are reordered", () => {
  const { records, history } = goodRun();
  const [a, b, c, ...rest] = history.messages;
  const swapped = [a!, { ...c!, seq: b!.seq }, { ...b!, seq: c!.seq }, ...rest];
  expect(kinds(records, { ...history, messages: swapped })).toContain("reordered");
});

test("an ack that names another place than the history is reordered", () => {
  const { records, history } = goodRun();
  records[0] = { ...records[0]!, acks: records[0]!.acks.map((ack, index) => (index === 0 ? { ...ack, seq: 7 } : ack)) };
  expect(kinds(records, history)).toEqual(["reordered"]);
});

test("a message of ours that nobody sent is unknown", () => {
  const { records, history } = goodRun();
  const forged = { seq: 8, userId: 10, clientMsgId: "forged" };
  expect(kinds(records, { ...history, lastSeq: 8, messages: [...history.messages, forged] })).toContain("unknown");
});

test("a reader that skipped an event has a hole, and did not see everything", () => {
  expect(catSaw(({ seen }) => ({ seen: seen.filter((_, index) => index !== 2) }))).toEqual(["hole", "unseen"]);
});

test("a reader that saw an event twice has a duplicate", () => {
  expect(catSaw(({ seen }) => ({ seen: [...seen.slice(0, 3), ...seen.slice(2)] }))).toEqual(["duplicated"]);
});

test("a reader that saw two events in the other order is told so", () => {
  expect(catSaw(({ seen }) => ({ seen: [seen[0]!, seen[2]!, seen[1]!, ...seen.slice(3)] }))).toContain("duplicated");
});

test("a reader that saw something else at a seq is told so", () => {
  expect(catSaw(({ seen }) => ({ seen: seen.map((one, at) => (at === 4 ? event(6, 10, "other") : one)) }))).toEqual([
    "reordered",
  ]);
});

test("a reader that stayed and missed the end did not see everything; one that left owes nothing", () => {
  expect(catSaw(({ seen }) => ({ seen: seen.slice(0, 4) }))).toEqual(["unseen"]);
  expect(catSaw(({ seen }) => ({ seen: seen.slice(0, 4), stayed: false }))).toEqual([]);
});

test("a fresh page moves the position, and what lies before it must be filled from history", () => {
  const fill = (seen: Seen): Seen => (seen.what === "event" ? { ...seen, what: "fill" } : seen);
  const page: Seen = { what: "page", lastSeq: 5 };
  expect(catSaw(({ seen }) => ({ seen: [seen[0]!, page, ...seen.slice(1, 4).map(fill), ...seen.slice(4)] }))).toEqual(
    [],
  );
  expect(catSaw(({ seen }) => ({ seen: [seen[0]!, page, ...seen.slice(4)] }))).toEqual(["unseen"]);
});

test("a page older than the position is a step back", () => {
  expect(catSaw(({ seen }) => ({ seen: [...seen, { what: "page", lastSeq: 3 }] }))).toEqual(["reordered"]);
});

test("a pipelining sender's order counts only where it is asked for", () => {
  const { records, history } = goodRun();
  records[1] = { ...records[1]!, waitsForAck: false, sent: records[1]!.sent.toReversed() };
  expect(checkRecords(records, [history])).toEqual([]);
  expect(checkRecords(records, [history], { pipelinedOrder: true })[0]).toMatchObject({ kind: "reordered" });
});

test("what a replaced log acked may be gone, but what its readers saw of it must agree", () => {
  const { records, history } = goodRun();
  const epochs = new Map([[1, "new"]]);
  const gone = { roomId: 1, clientMsgId: "10-gone", seq: 8, epoch: "old" };
  const [ann, bob, cat] = records.map((record) => ({ ...record, epochs }));
  const saw = (clientMsgId: string) => [{ roomId: 1, epoch: "old", from: 7, seen: [event(8, 10, clientMsgId)] }];
  const annLost = { ...ann!, sent: [...ann!.sent, gone], acks: [...ann!.acks, gone] };
  expect(checkRecords([annLost, bob!, cat!], [history])).toEqual([]);
  expect(kinds([{ ...annLost, acks: [{ ...gone, epoch: "new" }] }, bob!, cat!], history)).toEqual(["lost"]);
  const agree = [annLost, { ...bob!, formerViews: saw("10-gone") }, { ...cat!, formerViews: saw("10-gone") }];
  expect(checkRecords(agree, [history])).toEqual([]);
  const disagree = [annLost, { ...bob!, formerViews: saw("10-gone") }, { ...cat!, formerViews: saw("other") }];
  expect(kinds(disagree, history)).toEqual(["reordered"]);
});

test("who knows other pins than the server has not seen one; whose instance tells of none may know nothing", () => {
  expect(catSaw(() => ({ pinned: [4] }))).toEqual([]);
  expect(catSaw(() => ({ pinned: [] }))).toEqual(["unseen"]);
  expect(catSaw(() => ({ pinned: [4, 5] }))).toEqual(["unseen"]);
  expect(catSaw(() => ({ pinned: [], stayed: false }))).toEqual([]);
  expect(catSaw(() => ({ pinned: undefined }))).toEqual([]);
});

test("what an instance of an earlier release passes on without knowing it is the same event", () => {
  const pin = { type: "message_pinned", target_seq: 4, on: true };
  expect(identityOf({ ...pin, actor_id: 10 })).toBe(identityOf({ ...pin, user_id: 10 }));
  expect(identityOf({ ...pin, actor_id: 10 })).not.toBe(identityOf({ ...pin, user_id: 20 }));
});
