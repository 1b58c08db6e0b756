import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { HubbubError } from "../hubbub-error.ts";
import type { FileLinks } from "../rest/files-api.ts";
import { FileLinkCache } from "./file-link-cache.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("links to files", () => {
  it("that are wanted in one turn are asked for together, each once, and come in the order wanted", async () => {
    const { cache, asked } = start();
    const both = Promise.all([cache.of(["b", "a"]), cache.of(["a", "c"])]);
    await vi.runAllTimersAsync();
    expect((await both).map(idsOf)).toEqual([
      ["b", "a"],
      ["a", "c"],
    ]);
    expect(asked).toEqual([["b", "a", "c"]]);
  });

  it("are not asked for again while an answer is on its way", async () => {
    const { cache, asked } = start({ answerMs: 100 });
    const first = cache.of(["a"]);
    await vi.advanceTimersByTimeAsync(10);
    const second = cache.of(["a", "b"]);
    await vi.runAllTimersAsync();
    expect([idsOf(await first), idsOf(await second)]).toEqual([["a"], ["a", "b"]]);
    expect(asked).toEqual([["a"], ["b"]]);
  });

  it("are asked for a hundred at a time", async () => {
    const { cache, asked } = start();
    const ids = Array.from({ length: 250 }, (_, at) => `file-${at}`);
    const links = cache.of(ids);
    await vi.runAllTimersAsync();
    expect(idsOf(await links)).toEqual(ids);
    expect(asked.map(({ length }) => length)).toEqual([100, 100, 50]);
  });

  it("are kept until two minutes before they end, by the server's clock", async () => {
    const { cache, asked, pass } = start();
    await now(cache.of(["a"]));
    pass(13 * 60_000 - 1_000);
    await now(cache.of(["a"]));
    expect(asked).toEqual([["a"]]);
    pass(1_000);
    await now(cache.of(["a"]));
    expect(asked).toEqual([["a"], ["a"]]);
  });

  it("that do not say when they end are not kept, nor are any where the server's time is not known", async () => {
    const { cache, asked } = start({ toUrl: (id) => `/files/${id}/name` });
    for (const _ of [1, 2]) await now(cache.of(["a"]));
    const other = start({ isTimeKnown: false });
    for (const _ of [1, 2]) await now(other.cache.of(["a"]));
    expect([asked.length, other.asked.length]).toEqual([2, 2]);
  });

  it("that another answer brought are not asked for", async () => {
    const { cache, asked } = start();
    cache.learn({ id: "a", url: urlOf("a"), thumbnail_url: "small" });
    cache.learn({ id: "b" });
    expect(await now(cache.of(["a", "b"]))).toMatchObject([{ id: "a", thumbnail_url: "small" }, { id: "b" }]);
    expect(asked).toEqual([["b"]]);
  });

  it("of what one may not see are left out", async () => {
    const { cache } = start({ lacks: "b" });
    expect(idsOf(await now(cache.of(["a", "b", "c"])))).toEqual(["a", "c"]);
  });

  it("are asked for again after the server refused them", async () => {
    const { cache, asked, refuse } = start();
    refuse(new HubbubError("unavailable"));
    const refused = cache.of(["a"]).catch((error: unknown) => error);
    await vi.runAllTimersAsync();
    expect(await refused).toMatchObject({ code: "unavailable" });
    refuse(undefined);
    expect(idsOf(await now(cache.of(["a"])))).toEqual(["a"]);
    expect(asked).toHaveLength(2);
  });

  it("of before are asked for again in another era, also those that were on their way", async () => {
    const { cache, asked, nextEra } = start({ answerMs: 100 });
    await now(cache.of(["a"]));
    const late = cache.of(["b"]);
    await vi.advanceTimersByTimeAsync(10);
    nextEra();
    const wanted = cache.of(["a", "b"]);
    await vi.runAllTimersAsync();
    await Promise.all([late, wanted]);
    expect(asked).toEqual([["a"], ["b"], ["a", "b"]]);
  });

  it("are bounded", async () => {
    const { cache, asked } = start();
    const ids = Array.from({ length: 1_001 }, (_, at) => `file-${at}`);
    await now(cache.of(ids));
    const before = asked.length;
    await now(cache.of(["file-1000", "file-0"]));
    expect(asked.slice(before)).toEqual([["file-0"]]);
  });
});

const beganMs = Date.parse("2026-01-01T00:00:00.000Z");

function urlOf(id: string): string {
  return `/files/${id}/name?e=${beganMs / 1_000 + 15 * 60}&s=signature`;
}

function start({
  answerMs = 0,
  toUrl = urlOf,
  isTimeKnown = true,
  lacks,
}: { answerMs?: number; toUrl?: (id: string) => string; isTimeKnown?: boolean; lacks?: string } = {}) {
  const asked: (readonly string[])[] = [];
  let nowMs = beganMs;
  let era = 0;
  let refusal: HubbubError | undefined;
  const cache = new FileLinkCache({
    ask: async (ids) => {
      asked.push(ids);
      await new Promise((resolve) => setTimeout(resolve, answerMs));
      if (refusal !== undefined) throw refusal;
      return ids.filter((id) => id !== lacks).map((id) => ({ id, url: toUrl(id) }));
    },
    nowMs: () => (isTimeKnown ? nowMs : undefined),
    era: () => era,
  });
  return {
    cache,
    asked,
    pass: (ms: number) => (nowMs += ms),
    refuse: (error: HubbubError | undefined) => (refusal = error),
    nextEra: () => (era += 1),
  };
}

async function now<Value>(promise: Promise<Value>): Promise<Value> {
  await vi.runAllTimersAsync();
  return await promise;
}

function idsOf(links: readonly FileLinks[]): readonly string[] {
  return links.map(({ id }) => id);
}
