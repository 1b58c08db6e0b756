import * as fc from "fast-check";
import { expect, test } from "vitest";
import { Bucket } from "./bucket.ts";
import { parseRate, type Rate } from "./rate.ts";

const twoASecond: Rate = { count: 20, seconds: 10, burst: 40 };

test("a rested bucket gives its burst at once, and then one each interval", () => {
  const bucket = new Bucket(twoASecond);
  const first = Array.from({ length: 40 }, () => bucket.spend(1_000));
  expect(first.every((waitMs) => waitMs === 0)).toBe(true);
  expect(bucket.spend(1_000)).toBe(500);
  expect(bucket.spend(1_499)).toBe(1);
  expect(bucket.spend(1_500)).toBe(0);
  expect(bucket.spend(1_500)).toBe(500);
});

test("what is refused costs nothing", () => {
  const bucket = new Bucket(twoASecond);
  for (let spent = 0; spent < 40; spent += 1) bucket.spend(0);
  for (let refused = 0; refused < 1_000; refused += 1) expect(bucket.spend(0)).toBe(500);
  expect(bucket.spend(500)).toBe(0);
});

test("something dearer than the burst takes all of it, and is not refused for ever", () => {
  const bucket = new Bucket({ count: 10, seconds: 1, burst: 10 });
  expect(bucket.spend(0, 1_000)).toBe(0);
  expect(bucket.spend(0, 1)).toBe(100);
});

test("whatever is asked and when, never more passes than the burst and what has come back", () => {
  const asks = fc.array(fc.record({ afterMs: fc.nat(3_000), cost: fc.integer({ min: 1, max: 5 }) }), {
    maxLength: 200,
  });
  const rates = fc.record({
    count: fc.integer({ min: 1, max: 50 }),
    seconds: fc.integer({ min: 1, max: 60 }),
    burst: fc.integer({ min: 5, max: 80 }),
  });
  fc.assert(
    fc.property(rates, asks, (rate, all) => {
      const bucket = new Bucket(rate);
      let nowMs = 0;
      let passed = 0;
      for (const { afterMs, cost } of all) {
        nowMs += afterMs;
        const waitMs = bucket.spend(nowMs, cost);
        if (waitMs === 0) passed += cost;
        expect(passed).toBeLessThanOrEqual(rate.burst + (nowMs / 1_000) * (rate.count / rate.seconds) + 1e-6);
        // What was refused passes after the wait that was named; what passed waits for nothing.
        nowMs += waitMs;
        const again = waitMs > 0 ? bucket.spend(nowMs, cost) : 0;
        if (waitMs > 0) passed += cost;
        expect(again).toBe(0);
      }
    }),
  );
});

test("a rate is read as count/seconds[:burst], and nothing else", () => {
  expect(parseRate("20/10:40")).toEqual(twoASecond);
  expect(parseRate("60/60")).toEqual({ count: 60, seconds: 60, burst: 60 });
  for (const wrong of ["", "20", "20/0", "0/10", "20/10:0", "20/10:", "-1/2", "1.5/2", "20/10:40:1", " 20/10"]) {
    expect(parseRate(wrong)).toBeUndefined();
  }
});
