import { expect, test } from "vitest";
import { decodeEffects, encodeEffects } from "./effects-codec.ts";

test("effects arrive as they were sent", () => {
  const effects = {
    added: [3],
    removed: [4],
    removals: [
      { seq: 7, userId: 4 },
      { seq: 8, userId: 3 },
    ],
    deleted: [2, 5],
    archived: true as const,
  };
  expect(decodeEffects(encodeEffects(effects), 9)).toEqual(effects);
  expect(encodeEffects({})).toBe("{}");
});

test("where an earlier release does not say where a membership ended, it is after the last event", () => {
  expect(decodeEffects('{"removed":[4]}', 9)).toEqual({ removed: [4], removals: [{ seq: 9, userId: 4 }] });
});

test("what a later release says besides is left alone", () => {
  expect(decodeEffects('{"added":[1],"pinned":[3]}', 9)).toEqual({ added: [1] });
});

test.each(["[1]", "null", "{", '{"added":["1"]}', '{"archived":1}', '{"removals":[[1]]}', '{"removals":[1,2]}'])(
  "%s is no effects",
  (text) => {
    expect(decodeEffects(text, 9)).toBeUndefined();
  },
);
