import type { Broker } from "../broker/broker.ts";
import type { ChatDatabase } from "../db/open-chat-database.ts";
import { RoomDelivery } from "../delivery/room-delivery.ts";
import { canaryRoomId } from "../room-log/canary-room-id.ts";
import { renewEpoch } from "../room-log/read/epoch-queries.ts";
import { readEvents, readHeads } from "../room-log/read/event-queries.ts";
import { readJoins } from "../room-log/read/join-queries.ts";
import { admitToRoom } from "../rooms/admit-to-room.ts";
import { createDeliveryMetrics, observeDelivery } from "./create-delivery-metrics.ts";
import type { Instance } from "./instance.ts";

/** Delivery as it reads the room log, and lets in whom rooms/ lets in. Not yet started. */
export function openDelivery(
  { metrics: { registry }, tracing, logger, warn }: Instance,
  { db, broker }: { readonly db: ChatDatabase; readonly broker: Broker },
): RoomDelivery {
  const delivery = new RoomDelivery({
    broker,
    metrics: createDeliveryMetrics(registry),
    source: {
      readHoles: (holes) => readEvents(db, holes),
      readHeads: (roomIds) => readHeads(db, roomIds),
      readJoins: async (wanted) => {
        const joins = await readJoins(db, wanted);
        return joins.map((join) => {
          const { room, me, banned = false } = join?.page ?? {};
          return admitToRoom(room, { role: me?.role, banned }) ?? join ?? new Error("no room");
        });
      },
      renewEpoch: async (epoch) => {
        await renewEpoch(db, epoch);
        logger.warn({ epoch }, "the log ends before what went out already: began a new epoch");
      },
    },
    warn,
    uncountedRoomId: canaryRoomId,
    tracing,
  });
  observeDelivery(registry, () => delivery.stats());
  return delivery;
}
