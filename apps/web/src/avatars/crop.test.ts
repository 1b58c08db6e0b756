import * as fc from "fast-check";
import { expect, test } from "vitest";
import { type Crop, firstCrop, maxSide, minSide, moved, type PictureSize, sized, stretched } from "./crop.ts";

const size = { width: 400, height: 300 };

test("it begins with the largest square in the middle", () => {
  expect(firstCrop(size)).toEqual({ x: 50, y: 0, side: 300 });
  expect(firstCrop({ width: 30, height: 40 })).toEqual({ x: 0, y: 5, side: 30 });
});

test("it moves as far as the edges, and is sized around its middle", () => {
  expect(moved({ x: 10, y: 10, side: 100 }, size, { x: -20, y: 500 })).toEqual({ x: 0, y: 200, side: 100 });
  expect(sized({ x: 100, y: 100, side: 100 }, size, 60)).toEqual({ x: 120, y: 120, side: 60 });
  expect(sized({ x: 0, y: 0, side: 100 }, size, 140)).toEqual({ x: 0, y: 0, side: 140 });
});

test("by its corner it grows away from the other one", () => {
  expect(stretched({ x: 100, y: 100, side: 100 }, size, 50)).toEqual({ x: 100, y: 100, side: 150 });
  expect(stretched({ x: 100, y: 100, side: 100 }, size, 5_000)).toEqual({ x: 100, y: 100, side: 200 });
});

test("whatever is done with it, it stays a square within the picture that is not too small", () => {
  const side = fc.integer({ min: 1, max: 5_000 });
  const by = fc.integer({ min: -10_000, max: 10_000 });
  type Step = (crop: Crop, of: PictureSize) => Crop;
  const steps = fc.array(
    fc.oneof(
      fc.record({ x: by, y: by }).map(
        (way): Step =>
          (crop, of) =>
            moved(crop, of, way),
      ),
      by.map(
        (wanted): Step =>
          (crop, of) =>
            sized(crop, of, wanted),
      ),
      by.map(
        (more): Step =>
          (crop, of) =>
            stretched(crop, of, more),
      ),
    ),
    { maxLength: 20 },
  );
  fc.assert(
    fc.property(fc.record({ width: side, height: side }), steps, (of, all) => {
      const crop = all.reduce((before, step) => step(before, of), firstCrop(of));
      const tiny = 1e-6;
      expect(Math.min(crop.x, crop.y)).toBeGreaterThanOrEqual(-tiny);
      expect(crop.x + crop.side).toBeLessThanOrEqual(of.width + tiny);
      expect(crop.y + crop.side).toBeLessThanOrEqual(of.height + tiny);
      expect(crop.side).toBeLessThanOrEqual(maxSide(of) + tiny);
      expect(crop.side).toBeGreaterThanOrEqual(Math.min(minSide(of), of.width - crop.x, of.height - crop.y) - tiny);
    }),
  );
});
