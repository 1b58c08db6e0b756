import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { drafts } from "./drafts.ts";
import { replyDraft } from "./reply-drafts.ts";
import { FakeStorage } from "./testing/fake-storage.ts";

let local: FakeStorage;

beforeEach(() => {
  local = new FakeStorage();
  vi.stubGlobal("localStorage", local);
  vi.stubGlobal("sessionStorage", new FakeStorage());
});
afterEach(() => void vi.unstubAllGlobals());

describe("what a draft answers", () => {
  it("is one message, of one person in one room, until it answers none", () => {
    replyDraft(1, { roomId: 7 }).write(12);
    expect(replyDraft(1, { roomId: 7 }).read()).toBe(12);
    expect([replyDraft(2, { roomId: 7 }).read(), replyDraft(1, { roomId: 8 }).read()]).toEqual([undefined, undefined]);
    replyDraft(1, { roomId: 7 }).write(undefined);
    expect(replyDraft(1, { roomId: 7 }).read()).toBe(undefined);
    expect(Object.keys(local)).toEqual([]);
  });

  it("counts as a draft of its room, and goes with the drafts", () => {
    replyDraft(1, { roomId: 7 }).write(12);
    expect(drafts.all(1).map(({ roomId }) => roomId)).toEqual([7]);
    drafts.keepFor(2);
    expect(replyDraft(1, { roomId: 7 }).read()).toBe(undefined);
  });

  it.each(["", "0", "-1", "1.5", "NaN", "[]", "99999999999999999999"])("is nothing where %j was kept", (kept) => {
    local.setItem("hubbub.draft.1.7.reply", kept);
    expect(replyDraft(1, { roomId: 7 }).read()).toBe(undefined);
  });
});
