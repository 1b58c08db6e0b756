import { expect, test } from "vitest";
import type { Rate } from "./rate.ts";
import { Shares } from "./shares.ts";
import { accountSubject } from "./subject.ts";

const rate: Rate = { count: 1, seconds: 1, burst: 10 };

test("a share in use is remembered, one that nobody touched for longer than it looks back is not", () => {
  const shares = new Shares([rate]);
  const share = shares.of(accountSubject(1), "messages", rate, 0);
  for (let nowMs = 0; nowMs < 100_000; nowMs += 5_000) {
    expect(shares.of(accountSubject(1), "messages", rate, nowMs)).toBe(share);
  }
  shares.of(accountSubject(2), "messages", rate, 200_000);
  shares.of(accountSubject(3), "messages", rate, 300_000);
  expect(shares.of(accountSubject(1), "messages", rate, 300_000)).not.toBe(share);
});

test("however many come, no more are remembered than fit", () => {
  const shares = new Shares([rate], 1_000);
  for (let id = 1; id <= 10_000; id += 1) {
    shares.of(accountSubject(id), "messages", rate, 0);
    expect(shares.size).toBeLessThanOrEqual(1_000);
  }
  // The latest are among them.
  const last = shares.of(accountSubject(10_000), "messages", rate, 0);
  expect(shares.of(accountSubject(10_000), "messages", rate, 0)).toBe(last);
});
