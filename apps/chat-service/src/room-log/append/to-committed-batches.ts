import type { Span } from "@hubbub/service-runtime";
import type { AppendAnswer, Verdict } from "./append-queries.ts";
import type { CommittedBatch } from "../events/committed-batch.ts";
import { encodeLogFrame } from "../events/encode-log-frame.ts";
import { logEffects } from "../events/log-effects.ts";
import type { LogEvent } from "../events/log-event.ts";
import { toWrittenBody } from "../kinds/message.ts";
import type { FollowedBatch } from "./followed-batch.ts";
import type { QueuedWrite } from "./queued-write.ts";

/** What a commit added, one batch a room, in the order of its log. */
export function toCommittedBatches(
  writes: readonly QueuedWrite[],
  answer: AppendAnswer,
  followed?: FollowedBatch,
): readonly CommittedBatch[] {
  const answered = new Map(answer.rooms.map((room) => [room[0], room]));
  const rooms = new Map<number, { events: LogEvent[]; receivedUs: number; commits: Span[] }>();
  for (const verdict of answer.verdicts) {
    const write = writes[verdict.n];
    const event = write === undefined ? undefined : toEvent(write, verdict);
    if (write === undefined || event === undefined) continue;
    const { receivedUs } = write.command;
    const room = rooms.get(event.roomId) ?? { events: [], receivedUs, commits: [] };
    room.events.push(event);
    room.receivedUs = Math.min(room.receivedUs, receivedUs);
    const commit = followed?.of(write);
    if (commit !== undefined) room.commits.push(commit);
    rooms.set(event.roomId, room);
  }
  return [...rooms].map(([roomId, { events, receivedUs, commits }]) => {
    events.sort((a, b) => a.seq - b.seq);
    const [, roomKind = "public", , directKey = null] = answered.get(roomId) ?? [];
    return {
      roomId,
      roomKind,
      directUserIds: directKey === null ? undefined : fromDirectKey(directKey),
      epoch: answer.epoch,
      firstSeq: events[0]?.seq ?? 0,
      lastSeq: events.at(-1)?.seq ?? 0,
      events,
      frames: events.map(encodeLogFrame),
      effects: logEffects(events),
      receivedUs,
      commits,
    };
  });
}

/** `"3:7"`, and `"3:3"` of a room with oneself. */
function fromDirectKey(directKey: string): readonly number[] {
  return [...new Set(directKey.split(":").map(Number))];
}

/** The row that was written for this command; none for a repeat, nor for those whose join stands in another's row. */
function toEvent({ command, clientMsgId, item }: QueuedWrite, verdict: Verdict): LogEvent | undefined {
  if (verdict.no !== undefined || verdict.dup === true) return undefined;
  const place = {
    roomId: verdict.room_id ?? item.roomId,
    seq: verdict.seq,
    actorId: item.actorId,
    clientMsgId,
    state: undefined,
    quote: verdict.quote,
    thread: verdict.thread,
    createdAt: new Date(verdict.at),
  };
  if ("do" in command && command.do === "post") {
    return { ...place, kind: "message", targetSeq: undefined, body: toWrittenBody(command, verdict) };
  }
  if (verdict.event === undefined) return undefined;
  const { kind, target_seq, body } = verdict.event;
  // The append function wrote the row: its body is the one of its kind.
  return { ...place, kind, targetSeq: target_seq ?? undefined, body } as LogEvent;
}
