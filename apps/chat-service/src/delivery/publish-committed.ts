import { epochNowUs } from "@hubbub/service-runtime";
import type { Broker, RoomPublication } from "../broker/broker.ts";
import type { CommittedBatch } from "../room-log/events/committed-batch.ts";
import type { RoomDelivery } from "./room-delivery.ts";

/**
 * Sends what was committed to the people whom it concerns and to the other instances, and to this instance's readers at
 * the end of the turn: then the acks of the batch wait there too, and who sent a message gets both in one write.
 */
export function publishCommitted(to: {
  readonly delivery: Pick<RoomDelivery, "publication">;
  readonly broker: Pick<Broker, "publishRoom">;
  /** Hears of each batch first: who is removed is still in the room then, and hears of it once. */
  readonly people: { committed(batch: CommittedBatch): void };
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
      const publication = {
        roomId,
        epoch,
        firstSeq,
        frames,
        effects,
        receivedUs,
        publishedUs: epochNowUs(),
        trace: "",
      };
      try {
        to.people.committed(batch);
      } catch (error) {
        to.warn(error, "people could not be told of what was committed");
      }
      to.broker.publishRoom(publication);
      publications.push(publication);
    }
    setImmediate(() => deliver(publications));
  };
}
