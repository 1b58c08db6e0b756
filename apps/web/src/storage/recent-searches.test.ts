import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { drafts } from "./drafts.ts";
import { recentSearches } from "./recent-searches.ts";
import { FakeStorage } from "./testing/fake-storage.ts";

let local: FakeStorage;

beforeEach(() => {
  local = new FakeStorage();
  vi.stubGlobal("localStorage", local);
  vi.stubGlobal("sessionStorage", new FakeStorage());
});
afterEach(() => void vi.unstubAllGlobals());

describe("what one has looked for", () => {
  it("is listed once, the latest first, for oneself alone", () => {
    for (const query of ["budget", "from:ada", "budget", ""]) recentSearches.add(1, query);
    expect(recentSearches.read(1)).toEqual(["budget", "from:ada"]);
    expect(recentSearches.read(2)).toEqual([]);
  });

  it("is taken out one by one, and nothing is kept of the last", () => {
    recentSearches.add(1, "budget");
    recentSearches.add(1, "plan");
    recentSearches.remove(1, "budget");
    expect(recentSearches.read(1)).toEqual(["plan"]);
    recentSearches.remove(1, "plan");
    expect(Object.keys(local)).toEqual([]);
  });

  it("is not kept without end", () => {
    for (let n = 0; n < 30; n += 1) recentSearches.add(1, `query ${n}`);
    expect(recentSearches.read(1)).toHaveLength(10);
    expect(recentSearches.read(1)[0]).toBe("query 29");
  });

  it("is gone on sign-out, and where somebody else comes, and is no draft of a room", () => {
    recentSearches.add(1, "budget");
    expect(drafts.all(1)).toEqual([]);
    drafts.keepFor(1);
    expect(recentSearches.read(1)).toEqual(["budget"]);
    drafts.keepFor(2);
    expect(recentSearches.read(1)).toEqual([]);
    recentSearches.add(1, "budget");
    drafts.clear();
    expect(recentSearches.read(1)).toEqual([]);
  });

  it.each(["{", "7", `{"0": "x"}`, "[7, null]"])("is nothing where %j was kept", (kept) => {
    local.setItem("hubbub.draft.1.searches", kept);
    expect(recentSearches.read(1)).toEqual([]);
  });
});
