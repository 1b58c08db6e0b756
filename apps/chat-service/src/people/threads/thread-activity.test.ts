import { Registry } from "prom-client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { maxFollowersTold } from "../../limits.ts";
import type { CommittedBatch } from "../../room-log/events/committed-batch.ts";
import { createPeopleMetrics } from "../people-metrics.ts";
import { ThreadActivity } from "./thread-activity.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("as many followers hear of a reply as are told, and that there were more is counted", async () => {
  const registry = new Registry();
  const told: number[] = [];
  const followers = [maxFollowersTold, maxFollowersTold + 1];
  const threads = new ThreadActivity({
    tell: ({ userId }) => told.push(userId),
    readFollowers: async () => [Array.from({ length: followers.shift() ?? 0 }, (_, at) => at + 1)],
    metrics: createPeopleMetrics(registry),
    warn: (error) => expect.unreachable(String(error)),
  });
  const dropped = async () => {
    const { values } = await registry.getSingleMetric("activity_dropped_total")!.get();
    return values.find(({ labels }) => labels["reason"] === "followers")?.value;
  };
  for (const [counted, seq] of [2, 3].entries()) {
    threads.committed(replyAt(seq));
    await vi.runAllTimersAsync();
    expect([told.splice(0).length, await dropped()]).toEqual([maxFollowersTold, counted]);
  }
  threads.stop();
});

function replyAt(seq: number): Pick<CommittedBatch, "roomId" | "events"> {
  const body = { username: "ada", content: "A reply", thread_seq: 1 };
  return { roomId: 1, events: [{ kind: "message", seq, body }] } as unknown as Pick<
    CommittedBatch,
    "roomId" | "events"
  >;
}
