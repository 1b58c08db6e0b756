import { expect, test } from "vitest";
import { keyDeed } from "./key-deed.ts";

const said = (key: string, how: { isRtl?: boolean; isEnlarged?: boolean; isWith?: boolean } = {}) =>
  keyDeed({ key, isWith: how.isWith ?? false }, { isRtl: how.isRtl ?? false, isEnlarged: how.isEnlarged ?? false });

test("the arrows lead along the pictures, the way the page runs", () => {
  expect([said("ArrowLeft"), said("ArrowRight")]).toEqual(["previous", "next"]);
  expect([said("ArrowLeft", { isRtl: true }), said("ArrowRight", { isRtl: true })]).toEqual(["next", "previous"]);
});

test("of an enlarged picture they show other parts", () => {
  expect([said("ArrowLeft", { isEnlarged: true }), said("ArrowRight", { isEnlarged: true })]).toEqual([
    undefined,
    undefined,
  ]);
  expect(said("Home", { isEnlarged: true })).toBe("first");
});

test.each([
  ["Home", "first"],
  ["End", "last"],
  ["+", "enlarge"],
  ["-", "enlarge"],
  ["z", "enlarge"],
  ["?", "help"],
  ["Escape", "close"],
  ["Enter", undefined],
])("%s: %s", (key, deed) => {
  expect(said(key)).toBe(deed);
});

test("with Ctrl, Alt or Cmd they are the browser's", () => {
  expect(said("ArrowLeft", { isWith: true })).toBeUndefined();
});
