import type { StoredMessage } from "@hubbub/client";
import { IDBFactory, IDBKeyRange } from "fake-indexeddb";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { browserOutboxStore } from "./browser-outbox-store.ts";
import { outboxTable } from "./open-outbox-database.ts";

beforeEach(() => {
  vi.stubGlobal("indexedDB", new IDBFactory());
  vi.stubGlobal("IDBKeyRange", IDBKeyRange);
});
afterEach(() => void vi.unstubAllGlobals());

describe("the outbox of a browser", () => {
  it("is there for the next page, in the order written by all tabs", async () => {
    const one = browserOutboxStore(1);
    const other = browserOutboxStore(1);
    await one.put(message("z"));
    await other.put(message("a"));
    await one.put(message("m"));
    expect(await ids(browserOutboxStore(1))).toEqual(["z", "a", "m"]);
  });

  it("takes calls in their order, though nobody waits for them", async () => {
    const store = browserOutboxStore(1);
    void store.put(message("a"));
    void store.put(message("b"));
    void store.remove("a");
    expect(await ids(store)).toEqual(["b"]);
  });

  it("leaves a message at its place when it fails and when it is tried again", async () => {
    const store = browserOutboxStore(1);
    for (const id of ["a", "b"]) await store.put(message(id));
    const failure = { code: "forbidden", message: "Not here" };
    await store.put({ ...message("a"), failure });
    expect(await store.load()).toEqual([{ ...message("a"), failure }, message("b")]);
    await store.put(message("a"));
    expect(await store.load()).toEqual([message("a"), message("b")]);
  });

  it("gives one room's messages", async () => {
    const store = browserOutboxStore(1);
    await store.put(message("a"));
    await store.put({ ...message("b"), roomId: 8 });
    expect((await store.load(8)).map(({ clientMsgId }) => clientMsgId)).toEqual(["b"]);
  });

  it("never shows one user's messages to another, and clears only one's own", async () => {
    await browserOutboxStore(1).put(message("a"));
    await browserOutboxStore(10).put(message("b"));
    expect(await ids(browserOutboxStore(2))).toEqual([]);
    await browserOutboxStore(1).clear();
    expect(await ids(browserOutboxStore(1))).toEqual([]);
    expect(await ids(browserOutboxStore(10))).toEqual(["b"]);
  });

  it("is bounded in messages, over all tabs", async () => {
    const store = browserOutboxStore(1);
    await Promise.all(Array.from({ length: 500 }, (_, n) => store.put(message(`m${n}`))));
    await expect(browserOutboxStore(1).put(message("one more"))).rejects.toThrowError(/full/);
    expect(await ids(store)).toHaveLength(500);
    await store.remove("m0");
    await store.put(message("one more"));
  });

  it("is bounded in bytes", async () => {
    const store = browserOutboxStore(1);
    await store.put({ ...message("large"), content: "x".repeat(1024 * 1024 - 10) });
    await expect(store.put({ ...message("next"), content: "x".repeat(11) })).rejects.toThrowError(/full/);
    expect(await ids(store)).toEqual(["large"]);
  });

  it.each<[string, unknown]>([
    ["has no database", undefined],
    [
      "refuses it",
      {
        open: () => {
          throw new DOMException("The operation is insecure", "SecurityError");
        },
      },
    ],
  ])("keeps messages for the page where the browser %s", async (_, database) => {
    vi.stubGlobal("indexedDB", database);
    const store = browserOutboxStore(1);
    await store.put(message("a"));
    expect(await ids(store)).toEqual(["a"]);
    expect(await ids(browserOutboxStore(1))).toEqual([]);
  });

  it.each([1, 2, 3])("of an earlier release is taken over, with what waits in it: version %i", async (version) => {
    const earlier = await openAt(version);
    await keep(earlier, { ...message("written before the update"), userId: 1, order: 0 });
    earlier.close();
    const store = browserOutboxStore(1);
    const plan = { id: "a", name: "plan.pdf", size: 4, content_type: "application/pdf" };
    await store.put({ ...message("a reply"), replyTo: 3, threadSeq: 2, inRoom: true, attachments: [plan] });
    expect(await ids(store)).toEqual(["written before the update", "a reply"]);
    expect((await store.load())[1]).toMatchObject({ threadSeq: 2, attachments: [plan] });
  });

  it("leaves what a later release keeps alone, and keeps its own messages for the page", async () => {
    const later = await openAt(99);
    await keep(later, { ...message("of tomorrow"), userId: 1, order: 0 });
    const store = browserOutboxStore(1);
    await store.put(message("a"));
    expect(await ids(store)).toEqual(["a"]);
    const all = later.transaction(outboxTable.name).objectStore(outboxTable.name).getAllKeys();
    await new Promise((done) => all.addEventListener("success", done));
    expect(all.result).toEqual([[1, "of tomorrow"]]);
    later.close();
  });

  it("does not wait for a database that never opens", async () => {
    vi.useFakeTimers();
    vi.stubGlobal("indexedDB", { open: () => new EventTarget() });
    const store = browserOutboxStore(1);
    const kept = store.put(message("a"));
    await vi.advanceTimersByTimeAsync(2_000);
    await kept;
    expect(await ids(store)).toEqual(["a"]);
    vi.useRealTimers();
  });

  it("lets every tab send where the browser has no locks", async () => {
    vi.stubGlobal("navigator", {});
    const store = browserOutboxStore(1);
    await store.load();
    await store.turn?.(7);
    expect(await store.turn?.(7)).toBeTypeOf("function");
  });
});

/** The database as the release of that version makes it. */
function openAt(version: number): Promise<IDBDatabase> {
  const opening = indexedDB.open("hubbub-outbox", version);
  opening.addEventListener("upgradeneeded", () => {
    const table = opening.result.createObjectStore(outboxTable.name, { keyPath: ["userId", "clientMsgId"] });
    table.createIndex(outboxTable.byOrder, ["userId", "order"], { unique: true });
  });
  return new Promise((resolve) => opening.addEventListener("success", () => resolve(opening.result)));
}

function keep(database: IDBDatabase, stored: object): Promise<unknown> {
  const change = database.transaction(outboxTable.name, "readwrite");
  change.objectStore(outboxTable.name).put(stored);
  return new Promise((resolve) => change.addEventListener("complete", resolve));
}

function message(clientMsgId: string): StoredMessage {
  return { roomId: 7, clientMsgId, content: `text ${clientMsgId}`, createdAt: "2026-01-01T00:00:00.000Z" };
}

async function ids(store: ReturnType<typeof browserOutboxStore>): Promise<string[]> {
  return (await store.load()).map(({ clientMsgId }) => clientMsgId);
}
