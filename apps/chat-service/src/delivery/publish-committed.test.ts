import { expect, test } from "vitest";
import type { RoomPublication } from "../broker/broker.ts";
import type { CommittedBatch } from "../room-log/events/committed-batch.ts";
import { publishCommitted } from "./publish-committed.ts";

function scenario(committed: (publication: RoomPublication) => void) {
  const published: number[] = [];
  const warnings: unknown[] = [];
  const publish = publishCommitted({
    delivery: { publication: committed },
    broker: { publishRoom: ({ roomId }) => void published.push(roomId) },
    people: { committed: () => undefined },
    warn: (error) => void warnings.push(error),
  });
  return { publish, published, warnings };
}

function batch(roomId: number): CommittedBatch {
  return {
    roomId,
    roomKind: "public",
    directUserIds: undefined,
    epoch: "e",
    firstSeq: 1,
    lastSeq: 1,
    events: [],
    frames: [Buffer.from("{}")],
    effects: {},
    receivedUs: 1,
    commits: [],
  };
}

test("other instances hear at once, sockets here at the end of the turn, behind the acks that are made in it", async () => {
  const told: unknown[] = [];
  const { publish, published } = scenario(({ roomId }) => told.push(roomId));
  publish([batch(1), batch(2)]);
  expect(published).toEqual([1, 2]);
  await Promise.resolve().then(() => told.push("acks"));
  await new Promise(setImmediate);
  expect(told).toEqual(["acks", 1, 2]);
});

test("a room that cannot be delivered does not keep the others from it", async () => {
  const told: number[] = [];
  const { publish, warnings } = scenario(({ roomId }) => {
    if (roomId === 1) throw new Error("broken");
    told.push(roomId);
  });
  publish([batch(1), batch(2)]);
  await new Promise(setImmediate);
  expect(told).toEqual([2]);
  expect(warnings).toHaveLength(1);
});
