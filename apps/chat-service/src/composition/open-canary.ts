import { epochNowUs, runEvery } from "@hubbub/service-runtime";
import { Counter, Histogram, type Registry } from "prom-client";
import { decodeCanary } from "../canary/canary-message.ts";
import type { CanaryMetrics } from "../canary/canary-metrics.ts";
import { deleteOldCanaries } from "../canary/canary-queries.ts";
import { CanarySender } from "../canary/canary-sender.ts";
import { CanaryWatch } from "../canary/canary-watch.ts";
import type { ChatDatabase } from "../db/open-chat-database.ts";
import type { RoomDelivery } from "../delivery/room-delivery.ts";
import { RoomFollower } from "../delivery/room-follower.ts";
import { runLeasedJob } from "../jobs/leased-job.ts";
import { canariesPerDelete, canaryRetryMs } from "../limits.ts";
import type { LogWriter } from "../room-log/append/log-writer.ts";
import { canaryRoomId } from "../room-log/canary-room-id.ts";
import { readHeads } from "../room-log/read/event-queries.ts";
import type { Instance } from "./instance.ts";

interface Parts {
  readonly db: ChatDatabase;
  readonly delivery: RoomDelivery;
  readonly log: LogWriter;
}

/** One instance of the system sends a message every few seconds that nobody sees; each counts what becomes of it here. */
export function openCanary(instance: Instance, { db, delivery, log }: Parts): void {
  const { config, bootId, life, metrics: all, warn } = instance;
  if (config.canary === "off") return;
  const metrics = createCanaryMetrics(all.registry);
  const everyMs = config.canaryIntervalMs;

  const watch = new CanaryWatch(metrics);
  const follower = new RoomFollower({
    delivery,
    roomId: canaryRoomId,
    retryMs: canaryRetryMs,
    onJoined: (joined) => watch.joined(joined),
    onFrame: (frame) => {
      const canary = frame.type === "new_message" ? decodeCanary(frame.content) : undefined;
      if (canary !== undefined) metrics.latencySeconds(Math.max(0, epochNowUs() - canary.sentUs) / 1e6);
      watch.take({ seq: frame.seq, canary });
    },
    onFailed: (error) => warn(error, "the canary's room cannot be read; trying again"),
  });
  void follower.start();
  life.onStop("canary's room", () => follower.stop());

  const look = async () => {
    const read = await readHeads(db, [canaryRoomId]).catch(() => undefined);
    const isSameLog = read !== undefined && read.epoch === follower.epoch;
    watch.look(isSameLog ? read.heads.get(canaryRoomId) : undefined, performance.now());
  };
  life.onStop(
    "looks after the canary",
    runEvery(everyMs, look, (error) => warn(error, "the canary could not be looked after")),
  );

  const sender = new CanarySender(log, metrics);
  let sent = 0;
  const step = async () => {
    await sender.send();
    if (sent % canariesPerDelete === 0) await deleteOldCanaries(db);
    sent += 1;
    return false;
  };
  // Two intervals, and what a commit takes: who commits for longer has let go, and another sends beside it for once.
  const leaseMs = 2 * everyMs + 1_000;
  life.onStop("canary", runLeasedJob({ name: "canary", everyMs, leaseMs, db, bootId, step, metrics: all.jobs, warn }));
}

function createCanaryMetrics(registry: Registry): CanaryMetrics {
  const sent = counter("canary_sent_total", "Canaries that this instance sent and that were acknowledged.");
  const lost = counter(
    "canary_lost_total",
    "Canaries that are in the log, or were acknowledged, and did not reach this instance in the time that healing has.",
  );
  const duplicates = counter("canary_duplicates_total", "Canaries that reached this instance more than once.");
  const reordered = counter("canary_reordered_total", "Canaries that reached this instance after a later one.");
  const seconds = new Histogram({
    name: "canary_latency_seconds",
    help: "From the sending of a canary, on whichever instance, to its hand-over on this one.",
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers: [registry],
  });
  return {
    sent: () => sent.inc(),
    lost: () => lost.inc(),
    duplicate: () => duplicates.inc(),
    reordered: () => reordered.inc(),
    latencySeconds: (value) => seconds.observe(value),
  };

  function counter(name: string, help: string): Counter {
    return new Counter({ name, help, registers: [registry] });
  }
}
