import type { Activity } from "../activity/activity.ts";
import type { Broker } from "../broker/broker.ts";
import { epochNowUs } from "../broker/epoch-now-us.ts";
import type { RoomDelivery } from "../delivery/room-delivery.ts";
import type { CommittedBatch } from "../room-log/committed-batch.ts";
import type { ActivityMarks } from "./activity-marks.ts";
import { tellPeople } from "./tell-people.ts";

/** Sends what was committed to this instance's sockets at once, to the other instances, and marks rooms with messages. */
export function publishCommitted(to: {
  readonly delivery: Pick<RoomDelivery<never>, "committed">;
  readonly broker: Pick<Broker, "publishRoom">;
  readonly activity: Pick<Activity, "tell">;
  readonly marks: ActivityMarks;
  readonly warn: (error: unknown, message: string) => void;
}): (batches: readonly CommittedBatch[]) => void {
  return (batches) => {
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
      to.delivery.committed(publication);
      const message = batch.events.findLast(({ kind }) => kind === "message");
      if (message !== undefined) to.marks.mark(roomId, message.seq);
    }
  };
}
