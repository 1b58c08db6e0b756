import type { Logger } from "@hubbub/service-runtime";
import type { Broker } from "../broker/broker.ts";
import type { ChatDatabase } from "../db/open-chat-database.ts";
import type { DeliveryMetrics } from "../delivery/delivery-metrics.ts";
import { RoomDelivery } from "../delivery/room-delivery.ts";
import { renewEpoch } from "../room-log/read/epoch-queries.ts";
import { readEvents, readHeads } from "../room-log/read/event-queries.ts";
import { type JoinPage, readJoins } from "../room-log/read/join-queries.ts";
import { admitToRoom } from "../rooms/admit-to-room.ts";

/** Delivery as it reads the room log, and lets in whom rooms/ lets in. */
export function createRoomDelivery(
  db: ChatDatabase,
  { broker, metrics, logger }: { broker: Broker; metrics: DeliveryMetrics; logger: Logger },
): RoomDelivery<JoinPage> {
  return new RoomDelivery<JoinPage>({
    broker,
    metrics,
    source: {
      readHoles: (holes) => readEvents(db, holes),
      readHeads: (roomIds) => readHeads(db, roomIds),
    },
    readJoins: async (wanted) => {
      const joins = await readJoins(db, wanted);
      return joins.map((join) => admitToRoom(join?.page.room, join?.page.me?.role) ?? join ?? new Error("no room"));
    },
    renewEpoch: async (epoch) => {
      await renewEpoch(db, epoch);
    },
    warn: (err, message) => logger.warn({ err }, message),
  });
}
