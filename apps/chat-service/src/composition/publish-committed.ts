import type { Broker } from "../broker/broker.ts";
import { epochNowUs } from "../broker/epoch-now-us.ts";
import type { RoomDelivery } from "../delivery/room-delivery.ts";
import type { CommittedBatch } from "../room-log/committed-batch.ts";
import type { ActivityMarks } from "./activity-marks.ts";

/** Sends what was committed to this instance's readers at once, to the other instances, and marks the room as active. */
export function publishCommitted(to: {
  readonly delivery: Pick<RoomDelivery<never>, "committed">;
  readonly broker: Pick<Broker, "publishRoom">;
  readonly activity: ActivityMarks;
}): (batches: readonly CommittedBatch[]) => void {
  return (batches) => {
    for (const { roomId, epoch, firstSeq, lastSeq, frames, effects, receivedUs } of batches) {
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
      to.broker.publishRoom(publication);
      to.delivery.committed(publication);
      to.activity.mark(roomId, lastSeq);
    }
  };
}
