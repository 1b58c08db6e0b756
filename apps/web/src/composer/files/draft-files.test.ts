import { type Files, HubbubError } from "@hubbub/client";
import type { Attachment } from "@hubbub/ws-protocol";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { fileDraft } from "../../storage/file-drafts.ts";
import { awaitedCount } from "../../storage/underway.ts";
import { FakeStorage } from "../../storage/testing/fake-storage.ts";
import { DraftFiles } from "./draft-files.ts";

const place = { roomId: 7 };
/** Those whom somebody looks at. */
const shown: (() => void)[] = [];

let storage: FakeStorage;

beforeEach(() => {
  storage = new FakeStorage();
  vi.stubGlobal("localStorage", storage);
  for (const name of ["addEventListener", "removeEventListener"]) vi.stubGlobal(name, () => {});
});
afterEach(() => {
  for (const hide of shown.splice(0)) hide();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe("files of a message that one writes", () => {
  it("go out at once, three at a time, in the order in which they were added", async () => {
    const { draft, server } = start();
    draft.add(files("a", "b", "c", "d"));
    await settle();
    expect(server.underWay()).toEqual(["a", "b", "c"]);
    server.answer("b");
    await settle();
    expect(server.underWay()).toEqual(["a", "c", "d"]);
    expect(statuses(draft)).toEqual(["a: uploading", "b: uploaded", "c: uploading", "d: uploading"]);
    for (const name of ["d", "a", "c"]) server.answer(name);
    await settle();
    expect(draft.ready?.map(({ name }) => name)).toEqual(["a", "b", "c", "d"]);
  });

  it("are at most ten, and it is said how many were left out", () => {
    const { draft } = start();
    expect(draft.add(files("a", "b"))).toBe(0);
    expect(draft.add(files(..."cdefghijklm"))).toBe(3);
    expect(draft.snapshot().files).toHaveLength(10);
    for (const { key } of draft.snapshot().files) draft.remove(key);
  });

  it("say how far they have come", async () => {
    const { draft, server } = start();
    draft.add(files("a"));
    await settle();
    server.progress("a", 3);
    expect(draft.snapshot().files[0]?.state).toEqual({ status: "uploading", sentBytes: 3 });
    server.answer("a");
    await settle();
  });

  it("are not ready while one has failed, until it is tried again or taken out", async () => {
    const { draft, server } = start();
    draft.add(files("a", "b"));
    await settle();
    server.answer("a");
    server.refuse("b");
    await settle();
    expect(statuses(draft)).toEqual(["a: uploaded", "b: failed"]);
    expect(draft.ready).toBeUndefined();
    draft.retry(keyOf(draft, "b"));
    await settle();
    server.answer("b");
    await settle();
    expect(draft.ready).toHaveLength(2);
  });

  it("that did not get to the server are tried again when it can be reached, and no others", async () => {
    const { draft, server } = start();
    draft.add(files("a", "b"));
    await settle();
    server.refuse("a", new HubbubError("unavailable"));
    server.refuse("b");
    await settle();
    draft.online();
    await settle();
    expect(statuses(draft)).toEqual(["a: uploading", "b: failed"]);
    server.answer("a");
    await settle();
  });

  it("are broken off where they are taken out on their way, and removed from the server where they are there", async () => {
    const { draft, server } = start();
    draft.add(files("a", "b"));
    await settle();
    server.answer("a");
    await settle();
    draft.remove(keyOf(draft, "b"));
    await settle();
    expect(server.underWay()).toEqual([]);
    draft.remove(keyOf(draft, "a"));
    expect(server.removed).toEqual(["id of a"]);
    expect(draft.snapshot().files).toEqual([]);
    expect(fileDraft(1, place).read()).toEqual([]);
  });

  it("leave their turn to the next where they are taken out before it has come", async () => {
    const { draft, server } = start();
    draft.add(files("a", "b", "c", "d", "e"));
    await settle();
    draft.remove(keyOf(draft, "d"));
    server.answer("a");
    await settle();
    expect(server.underWay()).toEqual(["b", "c", "e"]);
    for (const { key } of draft.snapshot().files) draft.remove(key);
    await settle();
    expect(server.underWay()).toEqual([]);
  });

  it("are kept once they are there, without their links, and are there for the next page that finds them", async () => {
    const { draft, server } = start();
    draft.add(files("a", "b", "c"));
    await settle();
    for (const name of ["a", "b"]) server.answer(name);
    await settle();
    expect(fileDraft(1, place).read()).toEqual([attachment("a"), attachment("b")]);
    draft.remove(keyOf(draft, "c"));
    const next = start({ lacks: "id of a" });
    shown.push(next.draft.subscribe(() => {}));
    expect(statuses(next.draft)).toEqual(["a: uploaded", "b: uploaded"]);
    await settle();
    expect(statuses(next.draft)).toEqual(["b: uploaded"]);
    expect(next.draft.snapshot()).toMatchObject({ lost: 1, files: [{ picture: "small b" }] });
    expect(fileDraft(1, place).read()).toEqual([attachment("b")]);
    next.draft.toldLost();
    expect(next.draft.snapshot().lost).toBe(0);
  });

  it("stay in the message where the browser keeps no more, also for who comes back to it", async () => {
    storage.fill();
    const { draft, server } = start();
    draft.add(files("a", "b"));
    await settle();
    for (const name of ["a", "b"]) {
      server.answer(name);
      await settle();
    }
    shown.push(draft.subscribe(() => {}));
    expect(draft.ready?.map(({ name }) => name)).toEqual(["a", "b"]);
    draft.sent();
    expect(draft.snapshot().files).toEqual([]);
  });

  it("stay where the server does not say whether they are there", async () => {
    fileDraft(1, place).write([attachment("a")]);
    const { draft } = start({ isAway: true });
    await settle();
    expect(statuses(draft)).toEqual(["a: uploaded"]);
    expect(draft.snapshot().lost).toBe(0);
  });

  it("are the same in all tabs, and gone in all once they are sent; what is on its way stays where it is", async () => {
    const [one, other] = [start(), start()];
    for (const { draft } of [one, other]) shown.push(draft.subscribe(() => {}));
    one.draft.add(files("a", "b"));
    await settle();
    one.server.answer("a");
    await settle();
    expect(statuses(other.draft)).toEqual(["a: uploaded"]);
    other.draft.sent();
    expect(statuses(one.draft)).toEqual(["b: uploading"]);
    one.draft.remove(keyOf(one.draft, "b"));
    await settle();
  });

  it("forget nothing that another tab added while nobody looked", async () => {
    const { draft, server } = start();
    draft.add(files("a"));
    await settle();
    fileDraft(1, place).write([attachment("b")]);
    server.answer("a");
    await settle();
    expect(
      fileDraft(1, place)
        .read()
        .map(({ name }) => name)
        .toSorted(),
    ).toEqual(["a", "b"]);
  });

  it("let the message go by itself that waits for them, where nobody looks any more", async () => {
    const { draft, server, onReady } = start();
    draft.add(files("a", "b"));
    await settle();
    draft.setAwaited(true);
    server.answer("a");
    await settle();
    expect(onReady).not.toHaveBeenCalled();
    server.answer("b");
    await settle();
    expect(onReady).toHaveBeenCalledOnce();
  });

  it("leave that to who looks at them", async () => {
    const { draft, server, onReady } = start();
    shown.push(draft.subscribe(() => {}));
    draft.add(files("a"));
    await settle();
    draft.setAwaited(true);
    server.answer("a");
    await settle();
    expect(onReady).not.toHaveBeenCalled();
    expect(draft.snapshot().isAwaited).toBe(true);
    expect(draft.ready).toHaveLength(1);
  });

  it("keep the message back that waits for one that fails", async () => {
    const { draft, server, onReady } = start();
    draft.add(files("a"));
    await settle();
    draft.setAwaited(true);
    server.refuse("a");
    await settle();
    expect(draft.snapshot().isAwaited).toBe(false);
    expect(onReady).not.toHaveBeenCalled();
  });

  it.each([
    ["is told of where nobody looks", true, false, 1],
    ["is seen by who looks", true, true, 0],
    ["is no news where nothing waited", false, false, 0],
  ])("with a message that is given up: it %s", async (_, isAwaited, isLookedAt, told) => {
    const { draft, server, onGivenUp } = start();
    if (isLookedAt) shown.push(draft.subscribe(() => {}));
    draft.add(files("a"));
    await settle();
    draft.setAwaited(isAwaited);
    server.refuse("a");
    await settle();
    expect(onGivenUp).toHaveBeenCalledTimes(told);
    draft.remove(keyOf(draft, "a"));
  });

  it("would be lost with the page until they are on the server", async () => {
    const { draft, server } = start();
    draft.add(files("a"));
    await settle();
    draft.setAwaited(true);
    expect(awaitedCount()).toBe(1);
    server.answer("a");
    await settle();
    expect(awaitedCount()).toBe(0);
  });
});

interface UnderWay {
  readonly resolve: (file: Attachment) => void;
  readonly reject: (error: unknown) => void;
  readonly progress: ((sent: number, total: number) => void) | undefined;
}

function start({ lacks, isAway = false }: { lacks?: string; isAway?: boolean } = {}) {
  const underWay = new Map<string, UnderWay>();
  const removed: string[] = [];
  const server: Files = {
    upload: (_, __, { name = "", signal, onProgress } = {}) =>
      new Promise<Attachment>((resolve, reject) => {
        underWay.set(name, { resolve, reject, progress: onProgress });
        signal?.addEventListener("abort", () => reject(new HubbubError("unavailable")));
      }).finally(() => underWay.delete(name)),
    remove: async (id) => void removed.push(id),
    links: async (ids) => {
      if (isAway) throw new HubbubError("unavailable");
      return ids
        .filter((id) => id !== lacks)
        .map((id) => ({ id, url: "large", thumbnail_url: id.replace("id of", "small") }));
    },
    list: () => Promise.reject(new Error("not part of this test")),
  };
  const onReady = vi.fn<() => void>();
  const onGivenUp = vi.fn<() => void>();
  const draft = new DraftFiles({ userId: 1, place, files: server, onReady, onGivenUp });
  return {
    draft,
    onReady,
    onGivenUp,
    server: {
      removed,
      underWay: () => [...underWay.keys()],
      answer: (name: string) =>
        underWay.get(name)?.resolve({ ...attachment(name), url: "large", thumbnail_url: "small" }),
      refuse: (name: string, error = new HubbubError("forbidden")) => underWay.get(name)?.reject(error),
      progress: (name: string, sent: number) => underWay.get(name)?.progress?.(sent, 4),
    },
  };
}

function attachment(name: string): Attachment {
  return { id: `id of ${name}`, name, size: 4, content_type: "application/pdf" };
}

function files(...names: readonly string[]): readonly File[] {
  return names.map((name) => new File(["plan"], name, { type: "application/pdf" }));
}

function statuses(draft: DraftFiles): readonly string[] {
  return draft.snapshot().files.map(({ name, state }) => `${name}: ${state.status}`);
}

function keyOf(draft: DraftFiles, name: string): number {
  return draft.snapshot().files.find((file) => file.name === name)?.key ?? 0;
}

/** What promises there are has come. */
async function settle(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve));
}
