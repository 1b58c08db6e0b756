import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeStorage } from "./testing/fake-storage.ts";
import { usedEmoji } from "./used-emoji.ts";

let storage: FakeStorage;

beforeEach(() => {
  storage = new FakeStorage();
  vi.stubGlobal("localStorage", storage);
});
afterEach(() => void vi.unstubAllGlobals());

describe("the emoji that one uses", () => {
  it("are offered in the order in which they were used last, each once", () => {
    for (const emoji of ["🎉", "👀", "🎉"]) usedEmoji.add(1, emoji);
    expect(usedEmoji.recent(1)).toEqual(["🎉", "👀"]);
    expect(usedEmoji.recent(2)).toEqual([]);
  });

  it("are first those that one uses most, once one has used them twice, and then what most people use", () => {
    const common = usedEmoji.most(1);
    expect(common).toHaveLength(6);
    for (const emoji of ["🌱", "🐢", "🌱", "👀", "👀", "👀"]) usedEmoji.add(1, emoji);
    expect(usedEmoji.most(1)).toEqual(["👀", "🌱", ...common.filter((emoji) => emoji !== "👀")].slice(0, 6));
  });

  it("are not kept without end", () => {
    for (let n = 0; n < 100; n += 1) usedEmoji.add(1, String.fromCodePoint(0x1_f300 + n));
    expect(usedEmoji.recent(1)).toHaveLength(48);
    expect(usedEmoji.recent(1)[0]).toBe(String.fromCodePoint(0x1_f300 + 99));
  });

  it.each(["{", "7", `[{"emoji": 7}, null, "👀"]`])("are none where %j was kept", (kept) => {
    storage.setItem("hubbub.emoji.1", kept);
    expect(usedEmoji.recent(1)).toEqual([]);
    usedEmoji.add(1, "🎉");
    expect(usedEmoji.recent(1)).toEqual(["🎉"]);
  });

  it("are none where the browser keeps nothing", () => {
    vi.stubGlobal("localStorage", undefined);
    usedEmoji.add(1, "🎉");
    expect(usedEmoji.recent(1)).toEqual([]);
  });
});
