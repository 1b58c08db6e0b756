import { afterEach, expect, test, vi } from "vitest";
import { awaitedCount, forgetUnderway, noteUnderway } from "./underway.ts";

afterEach(() => vi.unstubAllGlobals());

test("a page is asked about before it closes while something would be lost with it, and only then", () => {
  const page = new EventTarget();
  for (const name of ["addEventListener", "removeEventListener"] as const) {
    vi.stubGlobal(name, page[name].bind(page));
  }
  const isAsked = () => !page.dispatchEvent(new Event("beforeunload", { cancelable: true }));
  const [one, other] = [{}, {}];
  expect(isAsked()).toBe(false);
  noteUnderway(one, { isAwaited: false });
  noteUnderway(other, { isAwaited: true });
  expect([isAsked(), awaitedCount()]).toEqual([true, 1]);
  noteUnderway(other, undefined);
  expect([isAsked(), awaitedCount()]).toEqual([true, 0]);
  forgetUnderway();
  expect([isAsked(), awaitedCount()]).toEqual([false, 0]);
});
