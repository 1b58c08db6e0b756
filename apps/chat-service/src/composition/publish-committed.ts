import type { Activity } from "../activity/activity.ts";
import type { Broker, RoomPublication } from "../broker/broker.ts";
import { epochNowUs } from "@hubbub/service-runtime";
import type { RoomDelivery } from "../delivery/room-delivery.ts";
import type { CommittedBatch } from "../room-log/events/committed-batch.ts";
import type { ActivityMarks } from "./activity-marks.ts";
import { tellPeople } from "./tell-people.ts";

/**
 * Sends what was committed to the other instances, marks rooms with messages, and tells this instance's sockets at the
 * end of the turn: then the acks of the batch wait there too, and who sent a message gets both in one write.
 */
export function publishCommitted(to: {
  readonly delivery: Pick<RoomDelivery<never>, "committed">;
  readonly broker: Pick<Broker, "publishRoom">;
  readonly activity: Pick<Activity, "tell">;
  readonly marks: ActivityMarks;
  readonly warn: (error: unknown, message: string) => void;
}): (batches: readonly CommittedBatch[]) => void {
  const deliver = (publications: readonly RoomPublication[]) => {
    for (const publication of publications) {
      try {
        to.delivery.committed(publication);
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
      // People first: who is removed is still in the room then, and hears of it once.
      try {
        tellPeople(to.activity, batch);
      } catch (error) {
        to.warn(error, "people could not be told of what was committed");
      }
      to.broker.publishRoom(publication);
      publications.push(publication);
      const message = batch.events.findLast(({ kind }) => kind === "message");
      if (message !== undefined) to.marks.mark(roomId, message.seq);
    }
    setImmediate(() => deliver(publications));
  };
}
