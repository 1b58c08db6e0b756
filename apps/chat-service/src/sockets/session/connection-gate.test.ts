import { parseRate, rateLimited, SharedLimits, standardLimits } from "@hubbub/rate-limits";
import { expect, test } from "vitest";
import { ConnectionGate, type ConnectionLimits } from "./connection-gate.ts";

const free: ConnectionLimits = {
  maxConnections: 1_000,
  connectsPerSecond: undefined,
  maxUnauthenticated: 1_000,
  fairUse: { spendNow() {}, charge() {} },
  onRefused() {},
};

function admittedOf(gate: ConnectionGate, tries: number, address: (at: number) => string): number {
  return Array.from({ length: tries }, (_, at) => gate.admit(0, address(at))).filter(({ admitted }) => admitted).length;
}

test("a full instance admits nobody", () => {
  const gate = new ConnectionGate({ ...free, maxConnections: 2 });
  expect(gate.admit(1, "203.0.113.1")).toEqual({ admitted: true });
  expect(gate.admit(2, "203.0.113.1")).toMatchObject({ admitted: false, limit: "connections" });
});

test("a storm is admitted at its rate", () => {
  let nowMs = 0;
  const gate = new ConnectionGate({ ...free, connectsPerSecond: 10 }, () => nowMs);
  const admitted = () => admittedOf(gate, 30, (at) => `203.0.113.${at}`);
  expect(admitted()).toBe(10);
  nowMs += 500;
  expect(admitted()).toBe(5);
  nowMs += 60_000;
  expect(admitted()).toBe(10);
  expect(gate.admit(0, "203.0.113.99")).toMatchObject({ limit: "connect_rate", retryAfterMs: 1_000, status: 503 });
});

test("one address gets half of the rate at most, a tenth of that at once, and the others the rest", () => {
  let nowMs = 0;
  const gate = new ConnectionGate({ ...free, connectsPerSecond: 100 }, () => nowMs);
  expect(admittedOf(gate, 300, () => "203.0.113.1")).toBe(5);
  expect(gate.admit(0, "203.0.113.1")).toMatchObject({ limit: "connect_rate", status: 429 });
  expect(admittedOf(gate, 300, (at) => `198.51.${at}.1`)).toBe(95);
  let admitted = 0;
  for (; nowMs < 1_000; nowMs += 10) admitted += admittedOf(gate, 300, () => "203.0.113.1");
  expect(admitted).toBe(49);
});

test.each([5, 15, 1_000])(
  "at %i a second too, one who tries all the time gets half, and who asks for the rest gets it",
  (rate) => {
    let nowMs = 0;
    const gate = new ConnectionGate({ ...free, connectsPerSecond: rate }, () => nowMs);
    const seconds = 20;
    let [greedy, others, refused] = [0, 0, 0];
    for (; nowMs < seconds * 1_000; nowMs += 10) {
      greedy += admittedOf(gate, 20, () => "203.0.113.1");
      const asked = Math.floor(((nowMs + 10) * rate) / 2_100) - Math.floor((nowMs * rate) / 2_100);
      const admitted = admittedOf(gate, asked, (at) => `198.51.${at}.${nowMs % 251}`);
      others += admitted;
      refused += asked - admitted;
    }
    expect(greedy).toBeLessThanOrEqual((rate / 2) * seconds + Math.max(1, rate / 20));
    expect(others).toBeGreaterThan(0);
    expect(refused).toBe(0);
  },
);

test("an address has so many sockets that have not authenticated, and IPv6 counts by its first half", () => {
  const gate = new ConnectionGate({ ...free, maxUnauthenticated: 2 });
  const done = gate.waitForAuth("2001:db8::1");
  gate.waitForAuth("2001:db8::2");
  expect(gate.admit(2, "2001:db8::3")).toMatchObject({ admitted: false, limit: "connects" });
  expect(gate.admit(2, "2001:db8:1::3")).toEqual({ admitted: true });
  done();
  done();
  expect(gate.admit(1, "2001:db8::3")).toEqual({ admitted: true });
  gate.waitForAuth("2001:db8::3");
  expect(gate.admit(2, "2001:db8::4")).toMatchObject({ admitted: false, limit: "connects" });
});

test("an address that has spent its share is told when to come back, and takes nothing of the rate", () => {
  const fairUse = {
    spendNow(subject: string) {
      if (subject === "address:203.0.113.1") throw rateLimited(2_500);
    },
    charge() {},
  };
  const gate = new ConnectionGate({ ...free, connectsPerSecond: 2, fairUse }, () => 0);
  expect(admittedOf(gate, 100, () => "203.0.113.1")).toBe(0);
  expect(gate.admit(0, "203.0.113.1")).toMatchObject({ limit: "connects", retryAfterMs: 2_500, status: 429 });
  expect(admittedOf(gate, 10, (at) => `198.51.100.${at}`)).toBe(2);
});

test("an office of a thousand that comes back at once is in after two seconds, with the standard limits", () => {
  let nowMs = 0;
  const rates = { connects: parseRate(standardLimits.connects.rate)! };
  const limits = new SharedLimits({ rates, onRefused: () => undefined, nowMs: () => nowMs });
  const gate = new ConnectionGate({ ...free, connectsPerSecond: 1_000, fairUse: limits }, () => nowMs);
  // Who is refused tries again and again.
  let admitted = 0;
  for (; nowMs < 2_000; nowMs += 50) admitted += admittedOf(gate, 1_000 - admitted, () => "203.0.113.1");
  expect(admitted).toBe(1_000);
});

test("a closed gate admits nobody", () => {
  const gate = new ConnectionGate(free);
  gate.close();
  expect(gate.admit(0, "203.0.113.1")).toMatchObject({ admitted: false, limit: "draining" });
});
