import { expect, test } from "vitest";
import { ConnectionGate } from "./connection-gate.ts";

test("a full instance admits nobody", () => {
  const gate = new ConnectionGate({ maxConnections: 2, connectsPerSecond: undefined });
  expect(gate.admit(1)).toEqual({ admitted: true });
  expect(gate.admit(2)).toMatchObject({ admitted: false, limit: "connections" });
});

test("a storm is admitted at its rate", () => {
  let nowMs = 0;
  const gate = new ConnectionGate({ maxConnections: 1_000, connectsPerSecond: 10 }, () => nowMs);
  const admitted = () => Array.from({ length: 30 }, () => gate.admit(0)).filter((answer) => answer.admitted).length;
  expect(admitted()).toBe(10);
  nowMs += 500;
  expect(admitted()).toBe(5);
  nowMs += 60_000;
  expect(admitted()).toBe(10);
  expect(gate.admit(0)).toEqual({ admitted: false, limit: "connect_rate", retryAfterSeconds: 1 });
});

test("a closed gate admits nobody", () => {
  const gate = new ConnectionGate({ maxConnections: 2, connectsPerSecond: undefined });
  gate.close();
  expect(gate.admit(0)).toMatchObject({ admitted: false, limit: "draining" });
});
