import { createLogger } from "@hubbub/service-runtime";
import { expect, test, vi } from "vitest";
import type { CommittedBatch } from "../room-log/events/committed-batch.ts";
import { createChatMetrics } from "./create-chat-metrics.ts";
import { recordCommitted } from "./record-committed.ts";

const batch = {
  roomId: 7,
  roomKind: "private",
  events: [
    { kind: "message", seq: 3, actorId: 1, body: { content: "secret" } },
    { kind: "member_removed", seq: 4, actorId: 2 },
    { kind: "message", seq: 5, actorId: 1 },
    { kind: "reaction", seq: 6, actorId: 1 },
    { kind: "later", seq: 7, actorId: 1 },
  ],
} as unknown as CommittedBatch;

test("messages are counted by the kind of their room, changes of a room are logged, and nothing of what was written", async () => {
  const logger = createLogger({ service: "test", level: "silent" });
  const info = vi.spyOn(logger, "info");
  const metrics = createChatMetrics();
  recordCommitted({ logger, metrics }, batch);
  expect(info.mock.calls).toEqual([[{ roomId: 7, seq: 4, kind: "member_removed", actorId: 2 }, "room changed"]]);
  const text = await metrics.registry.metrics();
  expect(text).toContain('messages_sent_total{room_kind="private"} 2');
  expect(text).toContain('messages_sent_total{room_kind="public"} 0');
});
