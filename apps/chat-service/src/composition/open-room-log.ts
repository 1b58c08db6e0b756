import type { Broker } from "../broker/broker.ts";
import type { ChatDatabase } from "../db/open-chat-database.ts";
import { publishCommitted } from "../delivery/publish-committed.ts";
import type { RoomDelivery } from "../delivery/room-delivery.ts";
import { recordCommitted } from "../events/record-committed.ts";
import type { People } from "../people/people.ts";
import type { LinkPreviews } from "../previews/link-previews.ts";
import type { Presence } from "../presence/presence.ts";
import { addKindsInUse, readKindsInUse } from "../room-log/append/kind-queries.ts";
import { canaryRoomId } from "../room-log/canary-room-id.ts";
import { KindsInUse } from "../room-log/append/kinds-in-use.ts";
import { LogWriter } from "../room-log/append/log-writer.ts";
import type { SearchIndex } from "../search/search-index.ts";
import { createLogMetrics, observeLogQueue } from "./create-log-metrics.ts";
import type { Instance } from "./instance.ts";

interface Parts {
  readonly db: ChatDatabase;
  readonly broker: Broker;
  readonly presence: Presence;
  readonly delivery: RoomDelivery;
  readonly people: People;
  readonly index: SearchIndex;
  readonly previews: LinkPreviews | undefined;
}

/** The instance's one writer: what it commits goes to whoever reads the room or is concerned. */
export async function openRoomLog(
  instance: Instance,
  { db, broker, presence, delivery, people, index, previews }: Parts,
): Promise<LogWriter> {
  const { config, life, tracing, warn } = instance;
  const { registry } = instance.metrics;
  const kinds = new KindsInUse({
    read: () => readKindsInUse(db),
    add: (more) => addKindsInUse(db, more),
    instances: () => presence.instances(),
    warn,
  });
  life.onStop("log kinds", () => kinds.stop());
  await kinds.start();

  const publish = publishCommitted({ delivery, broker, people, tracing, warn });
  const log = new LogWriter({
    url: config.databaseUrl,
    metrics: createLogMetrics(registry),
    assertInUse: (kind) => kinds.assertInUse(kind),
    onCommitted: (batches) => {
      publish(batches);
      for (const batch of batches) {
        recordCommitted(instance, batch);
        // Nobody looks for what a canary says.
        if (batch.roomId === canaryRoomId) continue;
        index.committed(batch);
        previews?.committed(batch);
      }
    },
    // After what was committed, which is delivered at the end of the turn.
    onHeads: (heads, epoch) => void setImmediate(() => delivery.heads(heads, epoch)),
    warn,
    tracing,
  });
  observeLogQueue(registry, log);
  life.onStop("room log writer", () => log.stop());
  previews?.start(log);
  life.onStop("link previews", async () => await previews?.stop());
  return log;
}
