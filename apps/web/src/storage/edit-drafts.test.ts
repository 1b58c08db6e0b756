import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { editDrafts } from "./edit-drafts.ts";
import { FakeStorage } from "./testing/fake-storage.ts";

const begun = { seq: 3, text: "as it shall be", before: "as it is" };

beforeEach(() => void vi.stubGlobal("sessionStorage", new FakeStorage()));
afterEach(() => void vi.unstubAllGlobals());

it("is one person's, in one room, until it is given up", () => {
  editDrafts.write(1, { roomId: 7 }, begun);
  expect([
    editDrafts.read(1, { roomId: 7 }),
    editDrafts.read(2, { roomId: 7 }),
    editDrafts.read(1, { roomId: 8 }),
  ]).toEqual([begun, undefined, undefined]);
  editDrafts.write(1, { roomId: 7 }, undefined);
  expect(editDrafts.read(1, { roomId: 7 })).toBeUndefined();
});

it("is there when its author is back, unless somebody else has used the tab meanwhile", () => {
  editDrafts.write(1, { roomId: 7 }, begun);
  editDrafts.write(11, { roomId: 7 }, begun);
  editDrafts.keepFor(1);
  expect([editDrafts.read(1, { roomId: 7 }), editDrafts.read(11, { roomId: 7 })]).toEqual([begun, undefined]);
  editDrafts.keepFor(2);
  expect(editDrafts.read(1, { roomId: 7 })).toBeUndefined();
});

it("of a room that one leaves goes, and so do those of its threads", () => {
  for (const place of [{ roomId: 7 }, { roomId: 7, threadSeq: 50 }, { roomId: 70 }]) editDrafts.write(1, place, begun);
  editDrafts.leave(1, 7);
  expect(Object.keys(sessionStorage)).toEqual(["hubbub.edit.1.70"]);
});

it("is read where an earlier release kept it, which did not say what the message said", () => {
  sessionStorage.setItem("hubbub.edit.1.7", JSON.stringify([3, "as it shall be"]));
  expect(editDrafts.read(1, { roomId: 7 })).toEqual({ ...begun, before: undefined });
});
