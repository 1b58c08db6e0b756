import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { draftedRooms } from "./drafted-rooms.ts";
import { drafts } from "./drafts.ts";
import { replyDraft } from "./reply-drafts.ts";
import { FakeStorage } from "./testing/fake-storage.ts";

let local: FakeStorage;

beforeEach(() => {
  local = new FakeStorage();
  vi.stubGlobal("localStorage", local);
  vi.stubGlobal("sessionStorage", new FakeStorage());
  const browser = new EventTarget();
  vi.stubGlobal("addEventListener", browser.addEventListener.bind(browser));
  vi.stubGlobal("removeEventListener", browser.removeEventListener.bind(browser));
});
afterEach(() => void vi.unstubAllGlobals());

describe("rooms with a draft", () => {
  it("are those in which one has begun to write or to reply, until it is sent, emptied or given up", () => {
    const { rooms } = watch(1);
    drafts.of(1, { roomId: 7 }).write("half a thought");
    replyDraft(1, { roomId: 8 }).write(3);
    expect(rooms()).toEqual([7, 8]);
    replyDraft(1, { roomId: 7 }).write(2);
    drafts.of(1, { roomId: 7 }).write("");
    expect(rooms(), "the reply is begun still").toEqual([7, 8]);
    replyDraft(1, { roomId: 7 }).write(undefined);
    replyDraft(1, { roomId: 8 }).write(undefined);
    expect(rooms()).toEqual([]);
  });

  it("are those too in whose threads one has begun to", () => {
    const { rooms } = watch(1);
    drafts.of(1, { roomId: 7, threadSeq: 50 }).write("half a reply");
    replyDraft(1, { roomId: 8, threadSeq: 50 }).write(3);
    expect(rooms()).toEqual([7, 8]);
    expect(watch(1).rooms()).toEqual([7, 8]);
    drafts.of(1, { roomId: 7, threadSeq: 50 }).write("");
    expect(rooms()).toEqual([8]);
  });

  it("are there for who comes back, and nobody else's", () => {
    drafts.of(1, { roomId: 7 }).write("half a thought");
    drafts.of(11, { roomId: 8 }).write("of somebody else");
    drafts.of(1, { roomId: 9 }).write(" \n");
    local.setItem("hubbub.draft.6", "of an earlier release");
    local.setItem("hubbub.theme", "dark");
    expect(watch(1).rooms()).toEqual([7]);
  });

  it("tell of it only when one more or less has one", () => {
    const { rooms, told } = watch(1);
    for (const text of ["h", "ha", "hal"]) drafts.of(1, { roomId: 7 }).write(text);
    expect(told).toHaveBeenCalledTimes(1);
    const before = draftedRooms(1).snapshot();
    expect([...before]).toEqual(rooms());
  });

  it("are those also where the browser keeps nothing more", () => {
    local.fill();
    const { rooms } = watch(1);
    drafts.of(1, { roomId: 7 }).write("half a thought");
    expect(rooms()).toEqual([7]);
    expect(watch(1).rooms()).toEqual([7]);
  });
});

function watch(userId: number) {
  const watched = draftedRooms(userId);
  const told = vi.fn<() => void>();
  watched.subscribe(told);
  return { told, rooms: () => [...watched.snapshot()].toSorted((one, other) => one - other) };
}
