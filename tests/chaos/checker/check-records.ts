import { checkTalk } from "./check-talk.ts";
import { type ClientRecord, identityOf, type RoomHistory, type RoomView } from "./client-record.ts";

export interface Finding {
  readonly kind: "lost" | "duplicated" | "reordered" | "hole" | "unseen" | "unknown" | "untrue";
  readonly detail: string;
}

export interface CheckOptions {
  /** Whether the order of senders counts that did not wait for their acks: only where no fault made them send again. */
  readonly pipelinedOrder?: boolean;
}

/**
 * Holds what the clients wrote down against what the server tells afterwards. No finding means: every acked message is in
 * the history once and where its ack said; a room has one order, the same for everyone, without holes; a sender that
 * waited for its acks finds its messages in the order it sent them (`pipelinedOrder`: also one that did not); whoever
 * stayed or came back saw everything, and knows what is pinned; and what was said of threads and of whom a message calls is
 * what the history says (check-talk.ts).
 */
export function checkRecords(
  records: readonly ClientRecord[],
  histories: readonly RoomHistory[],
  { pipelinedOrder = false }: CheckOptions = {},
): Finding[] {
  const rooms = new Map(histories.map((history) => [history.roomId, history]));
  return [
    ...histories.flatMap((history) => checkHistory(history, records)),
    ...records.flatMap((record) => checkAcks(record, rooms)),
    ...records.flatMap((record) => (record.waitsForAck || pipelinedOrder ? checkSenderOrder(record, rooms) : [])),
    ...histories.flatMap((history) => checkViews(history, records)),
    ...histories.flatMap((history) => checkTalk(history, records)),
    ...checkFormerViews(records),
  ];
}

/** The history by itself: ascending, no message twice, none that nobody sent. */
function checkHistory({ roomId, messages, lastSeq }: RoomHistory, records: readonly ClientRecord[]): Finding[] {
  const findings: Finding[] = [];
  const sent = new Set(records.flatMap((record) => record.sent.map((one) => `${record.userId} ${one.clientMsgId}`)));
  const ours = new Set(records.map((record) => record.userId));
  const known = new Map<string, number>();
  let before = 0;
  for (const { seq, userId, clientMsgId } of messages) {
    const key = `${userId} ${clientMsgId}`;
    if (seq <= before || seq > lastSeq)
      findings.push({ kind: "reordered", detail: `room ${roomId}: ${seq} after ${before}` });
    before = seq;
    const first = known.get(key);
    if (first !== undefined)
      findings.push({ kind: "duplicated", detail: `room ${roomId}: ${key} at ${first} and ${seq}` });
    known.set(key, seq);
    if (ours.has(userId) && !sent.has(key))
      findings.push({ kind: "unknown", detail: `room ${roomId}: ${key} at ${seq}` });
  }
  return findings;
}

/** Every acked message is in the history, where the ack said. */
function checkAcks(record: ClientRecord, rooms: ReadonlyMap<number, RoomHistory>): Finding[] {
  const findings: Finding[] = [];
  const places = placesOf(record, rooms);
  for (const { roomId, clientMsgId, seq, epoch } of record.acks) {
    if (epoch !== undefined && epoch !== record.epochs?.get(roomId)) continue;
    const place = places.get(`${roomId} ${clientMsgId}`);
    const what = `room ${roomId}: ${record.name}'s ${clientMsgId}`;
    if (place === undefined) findings.push({ kind: "lost", detail: `${what}, acked at ${seq}, is not in the history` });
    else if (place !== seq) findings.push({ kind: "reordered", detail: `${what}, acked at ${seq}, is at ${place}` });
  }
  return findings;
}

function checkSenderOrder(record: ClientRecord, rooms: ReadonlyMap<number, RoomHistory>): Finding[] {
  const findings: Finding[] = [];
  const places = placesOf(record, rooms);
  const newest = new Map<number, number>();
  for (const { roomId, clientMsgId } of record.sent) {
    const seq = places.get(`${roomId} ${clientMsgId}`);
    if (seq === undefined) continue;
    if (seq < (newest.get(roomId) ?? 0)) {
      findings.push({
        kind: "reordered",
        detail: `room ${roomId}: ${record.name}'s ${clientMsgId} is before an earlier one`,
      });
    }
    newest.set(roomId, Math.max(seq, newest.get(roomId) ?? 0));
  }
  return findings;
}

function placesOf(record: ClientRecord, rooms: ReadonlyMap<number, RoomHistory>): Map<string, number> {
  const places = new Map<string, number>();
  for (const { roomId } of uniqueRooms(record)) {
    for (const { seq, userId, clientMsgId } of rooms.get(roomId)?.messages ?? []) {
      if (userId === record.userId) places.set(`${roomId} ${clientMsgId}`, seq);
    }
  }
  return places;
}

function uniqueRooms(record: ClientRecord): { roomId: number }[] {
  const ids = new Set([...record.sent, ...record.acks].map(({ roomId }) => roomId));
  return [...ids].map((roomId) => ({ roomId }));
}

/** What everyone saw of one room: each seq once, in order, the same thing as all others saw and the history says. */
function checkViews(history: RoomHistory, records: readonly ClientRecord[]): Finding[] {
  const identities = new Map<number, string>();
  for (const { seq, userId, clientMsgId } of history.messages) {
    identities.set(seq, identityOf({ type: "new_message", user_id: userId, client_msg_id: clientMsgId }));
  }
  return records.flatMap((record) => {
    const view = record.rooms.get(history.roomId);
    if (view === undefined) return [];
    const where = `room ${history.roomId}: ${record.name}`;
    return [
      ...checkOrderSeen(view, where, identities),
      ...checkEverythingSeen(view, where, history),
      ...checkPinned(view, where, history),
    ];
  });
}

function checkOrderSeen(view: RoomView, where: string, identities: Map<number, string>): Finding[] {
  const findings: Finding[] = [];
  let position = view.from;
  for (const seen of view.seen) {
    if (seen.what === "page") {
      if (seen.lastSeq < position)
        findings.push({ kind: "reordered", detail: `${where} fell back to ${seen.lastSeq} from ${position}` });
      position = seen.lastSeq;
      continue;
    }
    const known = identities.get(seen.seq);
    if (known === undefined) identities.set(seen.seq, seen.identity);
    else if (known !== seen.identity) {
      findings.push({ kind: "reordered", detail: `${where} saw "${seen.identity}" at ${seen.seq}, others "${known}"` });
    }
    if (seen.what === "fill") continue;
    if (seen.seq <= position) {
      findings.push({ kind: "duplicated", detail: `${where} saw ${seen.seq} again, or late, at ${position}` });
      continue;
    }
    if (seen.seq > position + 1)
      findings.push({ kind: "hole", detail: `${where} saw ${seen.seq} right after ${position}` });
    position = seen.seq;
  }
  return findings;
}

/** Of a log that was replaced no history is left, but its readers must agree on it. */
function checkFormerViews(records: readonly ClientRecord[]): Finding[] {
  const identities = new Map<string, Map<number, string>>();
  return records.flatMap((record) =>
    (record.formerViews ?? []).flatMap((view) => {
      const log = `room ${view.roomId} of epoch ${view.epoch}`;
      const known = identities.get(log) ?? new Map<number, string>();
      identities.set(log, known);
      return checkOrderSeen({ ...view, stayed: false }, `${log}: ${record.name}`, known);
    }),
  );
}

/** Live, as part of a resume, or from history: every message after the first page was seen. */
function checkEverythingSeen(view: RoomView, where: string, history: RoomHistory): Finding[] {
  const seen = new Set(view.seen.flatMap((one) => (one.what === "page" ? [] : [one.seq])));
  const upTo = view.stayed ? history.lastSeq : Math.max(view.from, ...seen);
  const unseen = history.messages.filter(({ seq }) => seq > view.from && seq <= upTo && !seen.has(seq));
  return unseen.map(({ seq }) => ({ kind: "unseen", detail: `${where} never saw ${seq}` }));
}

function checkPinned({ pinned, stayed }: RoomView, where: string, { pins }: RoomHistory): Finding[] {
  if (pinned === undefined || !stayed || pinned.join(" ") === pins.join(" ")) return [];
  return [{ kind: "unseen", detail: `${where} has ${pinned.join(" ")} pinned, the server ${pins.join(" ")}` }];
}
