import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { drafts } from "./drafts.ts";
import { fileDraft } from "./file-drafts.ts";
import { inRoomDraft } from "./in-room-drafts.ts";
import { replyDraft } from "./reply-drafts.ts";
import { FakeStorage } from "./testing/fake-storage.ts";

const plan = { id: "a", name: "plan.pdf", size: 4, content_type: "application/pdf" };
let local: FakeStorage;
let tab: FakeStorage;

beforeEach(() => {
  local = new FakeStorage();
  openTab();
});
afterEach(() => void vi.unstubAllGlobals());

describe("a draft", () => {
  it("is there in every tab of the browser, and in none once it was sent", () => {
    drafts.of(1, { roomId: 7 }).write("half a thought");
    openTab();
    expect(drafts.of(1, { roomId: 7 }).read()).toBe("half a thought");
    drafts.of(1, { roomId: 7 }).write("");
    openTab();
    expect(drafts.of(1, { roomId: 7 }).read()).toBe("");
    expect(Object.keys(local)).toEqual([]);
  });

  it("is one person's, in one room, and nobody's after a sign-out", () => {
    drafts.of(1, { roomId: 7 }).write("half a thought");
    expect(drafts.of(2, { roomId: 7 }).read()).toBe("");
    expect(drafts.of(1, { roomId: 8 }).read()).toBe("");
    local.setItem("hubbub.theme", "dark");
    drafts.clear();
    expect(drafts.of(1, { roomId: 7 }).read()).toBe("");
    expect(Object.keys(local)).toEqual(["hubbub.theme"]);
  });

  it.each([false, true])(
    "is kept in the tab where the browser keeps no more (closed: %s), and is the newest text",
    (isClosed) => {
      drafts.of(1, { roomId: 7 }).write("half");
      if (isClosed) vi.stubGlobal("localStorage", undefined);
      else local.fill();
      drafts.of(1, { roomId: 7 }).write("half a thought");
      expect(drafts.of(1, { roomId: 7 }).read()).toBe("half a thought");
      drafts.of(1, { roomId: 7 }).write("");
      expect(drafts.of(1, { roomId: 7 }).read()).toBe("");
    },
  );

  it("is there when its author is back, unless somebody else has used the browser meanwhile", () => {
    drafts.keepFor(1);
    drafts.of(1, { roomId: 7 }).write("half a thought");
    tab.setItem("hubbub.draft.8", "written before the update");
    drafts.keepFor(1);
    expect(drafts.of(1, { roomId: 7 }).read()).toBe("half a thought");
    expect(drafts.of(1, { roomId: 8 }).read()).toBe("written before the update");
    drafts.keepFor(2);
    drafts.keepFor(1);
    expect(drafts.of(1, { roomId: 7 }).read()).toBe("");
  });

  it("of a room that one leaves goes, and so do those of its threads and what they answer", () => {
    const thread = { roomId: 7, threadSeq: 50 };
    for (const place of [{ roomId: 7 }, thread, { roomId: 70 }]) drafts.of(1, place).write("half a thought");
    fileDraft(1, { roomId: 7 }).write([plan]);
    replyDraft(1, thread).write(3);
    inRoomDraft(1, thread).write(true);
    drafts.of(2, { roomId: 7 }).write("of somebody else");
    drafts.leave(1, 7);
    expect(Object.keys(local).toSorted()).toEqual(["hubbub.draft.1.70", "hubbub.draft.2.7"]);
  });

  it("is one where only files were attached, and they are what they were in the next tab", () => {
    fileDraft(1, { roomId: 7 }).write([plan]);
    openTab();
    expect(fileDraft(1, { roomId: 7 }).read()).toEqual([plan]);
    expect(fileDraft(2, { roomId: 7 }).read()).toEqual([]);
    expect(drafts.all(1).map(({ roomId }) => roomId)).toEqual([7]);
    fileDraft(1, { roomId: 7 }).write([]);
    expect(Object.keys(local)).toEqual([]);
  });

  it.each(["no JSON", "null", "{}", '[1,null,{"id":1}]'])("has no files where what is kept is %s", (kept) => {
    local.setItem("hubbub.draft.1.7.files", kept);
    expect(fileDraft(1, { roomId: 7 }).read()).toEqual([]);
  });

  it("is none where one has only ticked that the room shall show the next reply as well", () => {
    const thread = { roomId: 7, threadSeq: 50 };
    inRoomDraft(1, thread).write(true);
    openTab();
    expect(inRoomDraft(1, thread).read()).toBe(true);
    expect(inRoomDraft(2, thread).read()).toBe(false);
    expect(drafts.all(1)).toEqual([]);
    inRoomDraft(1, thread).write(false);
    expect(Object.keys(local)).toEqual([]);
  });

  it("of an earlier release, which kept it in the tab, is taken over", () => {
    tab.setItem("hubbub.draft.7", "written before the update");
    expect(drafts.of(1, { roomId: 7 }).read()).toBe("written before the update");
    expect(drafts.of(2, { roomId: 7 }).read()).toBe("");
    openTab();
    expect(drafts.of(1, { roomId: 7 }).read()).toBe("written before the update");
  });
});

/** What the tab keeps goes with it; what the browser keeps stays. */
function openTab(): void {
  tab = new FakeStorage();
  vi.stubGlobal("localStorage", local);
  vi.stubGlobal("sessionStorage", tab);
}
