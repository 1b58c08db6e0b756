import { canaryRoomId } from "../room-log/canary-room-id.ts";
import type { CommittedBatch } from "../room-log/events/committed-batch.ts";
import type { StoredEvent } from "../room-log/events/log-event.ts";
import type { EventSinks } from "./event-sinks.ts";

/**
 * Messages of people are counted; who came into a room or was taken out of it, and what became of it, is logged, and at debug
 * everything that was committed.
 */
export function recordCommitted({ logger, metrics }: EventSinks, batch: CommittedBatch): void {
  const { roomId, roomKind, events } = batch;
  if (roomId === canaryRoomId) return;
  const messages = events.filter(({ kind }) => kind === "message").length;
  if (messages > 0) metrics.messagesSent.inc({ room_kind: roomKind }, messages);
  for (const { kind, seq, actorId } of events) {
    if (roomChanges.has(kind)) logger.info({ roomId, seq, kind, actorId }, "room changed");
    else if (logger.isLevelEnabled("debug")) logger.debug({ roomId, seq, kind, actorId }, "committed");
  }
}

const roomChanges: ReadonlySet<StoredEvent["kind"]> = new Set([
  "member_added",
  "member_removed",
  "member_updated",
  "room_updated",
]);
