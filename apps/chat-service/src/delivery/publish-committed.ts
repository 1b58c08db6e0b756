import { epochNowUs, type Span, type Tracing } from "@hubbub/service-runtime";
import type { Broker, RoomPublication } from "../broker/broker.ts";
import type { CommittedBatch } from "../room-log/events/committed-batch.ts";
import { maxFollowedPerPublication } from "../limits.ts";
import type { RoomDelivery } from "./room-delivery.ts";
import { toTrace } from "./trace-of-publication.ts";

/**
 * Sends what was committed to the people whom it concerns and to the other instances, and to this instance's readers at
 * the end of the turn: then the acks of the batch wait there too, and who sent a message gets both in one write.
 */
export function publishCommitted(to: {
  readonly delivery: Pick<RoomDelivery, "publication">;
  readonly broker: Pick<Broker, "publishRoom">;
  /** Hears of each batch first: who is removed is still in the room then, and hears of it once. */
  readonly people: { committed(batch: CommittedBatch): void };
  readonly tracing?: Tracing | undefined;
  readonly warn: (error: unknown, message: string) => void;
}): (batches: readonly CommittedBatch[]) => void {
  const deliver = (publications: readonly RoomPublication[]) => {
    for (const publication of publications) {
      try {
        to.delivery.publication(publication);
      } catch (error) {
        to.warn(error, "what was committed could not be delivered here");
      }
    }
  };
  return (batches) => {
    const publications: RoomPublication[] = [];
    for (const batch of batches) {
      const { roomId, epoch, firstSeq, frames, effects, receivedUs } = batch;
      const spans = publishSpans(to.tracing, batch);
      const publication = {
        roomId,
        epoch,
        firstSeq,
        frames,
        effects,
        receivedUs,
        publishedUs: epochNowUs(),
        trace: spans.length === 0 ? "" : toTrace(spans),
      };
      try {
        to.people.committed(batch);
      } catch (error) {
        to.warn(error, "people could not be told of what was committed");
      }
      to.broker.publishRoom(publication);
      for (const span of spans) span.end();
      publications.push(publication);
    }
    setImmediate(() => deliver(publications));
  };
}

/** One in the trace of each message that is followed: what is heard of them at the other instances is a part of theirs. */
function publishSpans(tracing: Tracing | undefined, { roomId, frames, commits }: CommittedBatch): readonly Span[] {
  if (tracing === undefined || commits.length === 0) return none;
  const attributes = {
    "messaging.system": "redis",
    "messaging.operation.type": "send",
    "messaging.batch.message_count": frames.length,
    "hubbub.room_id": roomId,
  };
  return commits
    .slice(0, maxFollowedPerPublication)
    .flatMap((commit) => tracing.part(commit, { name: "publish", kind: "producer", attributes }) ?? []);
}

const none: readonly never[] = [];
