import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FrameRing } from "./frame-ring.ts";

const frame = (seq: number, bytes = 10) => Buffer.from(String(seq).padStart(bytes, "0"));
const seqsOf = (frames: readonly Uint8Array[] | undefined) => frames?.map((one) => Number(Buffer.from(one).toString()));
const budget = () => ({ maxBytes: Number.POSITIVE_INFINITY, usedBytes: 0 });

describe("a ring of frames", () => {
  it("gives what came after a position, or nothing if it does not reach back", () => {
    const ring = new FrameRing(3, 1_000, budget());
    ring.reset(10, []);
    ring.push([frame(11), frame(12), frame(13), frame(14)]);
    expect([10, 11, 12, 14, 15].map((seq) => seqsOf(ring.after(seq)))).toEqual([
      undefined,
      [12, 13, 14],
      [13, 14],
      [],
      undefined,
    ]);
  });

  it("forgets the oldest past its bytes", () => {
    const ring = new FrameRing(100, 35, budget());
    ring.push([frame(1), frame(2), frame(3), frame(4)]);
    expect([ring.firstSeq, ring.bytes]).toEqual([2, 30]);
  });

  it("does not keep the buffer alive that a frame came in", () => {
    const ring = new FrameRing(100, 1_000, budget());
    ring.push([Buffer.alloc(64 * 1024).subarray(0, 10)]);
    expect(ring.after(0)?.[0]?.buffer.byteLength).toBe(ring.storeBytes);
    expect(ring.storeBytes).toBeLessThan(100);
  });

  it("leaves what it gave out as it was", () => {
    const ring = new FrameRing(3, 1_000, budget());
    ring.push([frame(1), frame(2)]);
    const given = ring.after(0);
    for (let seq = 3; seq < 20; seq += 1) ring.push([frame(seq)]);
    expect(seqsOf(given)).toEqual([1, 2]);
  });

  it("gives its memory back", () => {
    const shared = budget();
    const ring = new FrameRing(100, 10_000, shared);
    for (let seq = 1; seq <= 100; seq += 1) ring.push([frame(seq)]);
    ring.dropThrough(90);
    expect(shared.usedBytes).toBe(100);
    ring.dropThrough(100);
    expect(shared.usedBytes).toBe(0);
  });

  it("is read back as far as its bounds allow", () => {
    const ring = new FrameRing(4, 1_000, budget());
    ring.reset(6, [frame(5), frame(6)]);
    ring.prepend([frame(2), frame(3), frame(4)]);
    expect(seqsOf(ring.after(2))).toEqual([3, 4, 5, 6]);
    expect(ring.after(1)).toBeUndefined();
  });

  it("holds a stretch of the log up to its end, within its bounds, whatever is done to it", () => {
    const operation = fc.oneof(
      fc.record({ do: fc.constant("push" as const), count: fc.nat(5), bytes: fc.integer({ min: 4, max: 40 }) }),
      fc.record({ do: fc.constant("prepend" as const), count: fc.nat(5), bytes: fc.integer({ min: 4, max: 40 }) }),
      fc.record({ do: fc.constant("drop" as const), back: fc.nat(12) }),
      fc.record({ do: fc.constant("halve" as const) }),
    );
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 40 }), (operations) => {
        const shared = budget();
        const ring = new FrameRing(8, 200, shared);
        ring.reset(100, []);
        let last = 100;
        for (const operation of operations) {
          if (operation.do === "push") {
            ring.push(Array.from({ length: operation.count }, (_, i) => frame(last + 1 + i, operation.bytes)));
            last += operation.count;
          } else if (operation.do === "prepend") {
            const first = ring.firstSeq;
            ring.prepend(
              Array.from({ length: operation.count }, (_, i) => frame(first - operation.count + i, operation.bytes)),
            );
          } else if (operation.do === "drop") ring.dropThrough(last - operation.back);
          else ring.dropOlderHalf();
          const kept = ring.after(ring.firstSeq - 1) ?? [];
          expect(seqsOf(kept)).toEqual(kept.map((_, i) => last - kept.length + 1 + i));
          const bytes = kept.reduce((sum, one) => sum + one.byteLength, 0);
          expect([ring.bytes, ring.storeBytes]).toEqual([bytes, shared.usedBytes]);
          expect(shared.usedBytes).toBeLessThanOrEqual(2 * 200);
          expect(kept.length <= 8 && bytes <= 200).toBe(true);
        }
      }),
    );
  });
});
