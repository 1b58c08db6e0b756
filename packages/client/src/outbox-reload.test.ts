import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { HubbubClient } from "./hubbub-client.ts";
import { fakeApi, tokensFor } from "./testing/fake-api.ts";
import { FakeChatServer } from "./testing/fake-chat-server.ts";
import { FakeDisk } from "./testing/fake-disk.ts";

beforeEach(() => {
  vi.useFakeTimers();
  let userId = 1;
  const { fetch } = fakeApi({
    "POST /api/v1/users/refresh": () => ({ body: tokensFor(userId, `token of ${userId}`) }),
    "POST /api/v1/users/login": ({ body }) => {
      userId = Number((body as { username: string }).username);
      return { body: tokensFor(userId, `token of ${userId}`) };
    },
    "POST /api/v1/users/logout": () => ({ body: {} }),
    "GET /api/v1/users/me/rooms": () => ({ body: { rooms: [], next_page_token: "" } }),
  });
  vi.stubGlobal("fetch", fetch);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe("unsent messages", () => {
  it("wait over a reload, and go out in their order under their first ids", async () => {
    const { server, disk, page } = await start();
    server.mode = "down";
    server.dropAll(1006);
    const ids = await write(page, ["one", "two", "three"]);
    const next = await reload(page);
    expect(next.pending()).toEqual(["one: waiting", "two: waiting", "three: waiting"]);
    expect(next.client.waitingCount.snapshot()).toBe(3);
    server.mode = "up";
    await vi.advanceTimersByTimeAsync(30_000);
    expect(server.contents()).toEqual(["one", "two", "three"]);
    expect(server.log.messages().map(({ client_msg_id }) => client_msg_id)).toEqual(ids);
    expect(next.pending()).toEqual([]);
    expect(next.client.waitingCount.snapshot()).toBe(0);
    expect(disk.rows).toEqual([]);
  });

  it("go before what is written after the reload", async () => {
    const { server, page } = await start();
    server.mode = "down";
    server.dropAll(1006);
    await write(page, ["before"]);
    server.mode = "up";
    const next = await openPage(server, page.disk, { isOpen: false });
    page.die();
    next.room.send("after");
    next.room.open();
    await vi.advanceTimersByTimeAsync(30_000);
    expect(server.contents()).toEqual(["before", "after"]);
  });

  it("are one message though the page died between the commit and its answer", async () => {
    const { server, page } = await start();
    server.mode = "deaf";
    await write(page, ["committed"]);
    expect(server.contents()).toEqual(["committed"]);
    server.mode = "up";
    const next = await reload(page);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(server.contents()).toEqual(["committed"]);
    expect(next.shown()).toEqual(["committed"]);
    expect(next.pending()).toEqual([]);
    expect(page.disk.rows).toEqual([]);
  });

  it("go out though their room is not opened again", async () => {
    const { server, page } = await start();
    server.mode = "down";
    server.dropAll(1006);
    await write(page, ["one"]);
    server.mode = "up";
    page.die();
    const next = await openPage(server, page.disk, { isOpen: false });
    await vi.advanceTimersByTimeAsync(30_000);
    expect(server.contents()).toEqual(["one"]);
    expect(next.pending()).toEqual([]);
  });

  it("that were refused stay so over a reload, until they are tried again", async () => {
    const { server, page } = await start();
    server.refusals.push({ type: "send_message", error: { code: "forbidden", message: "Not here", retryable: false } });
    const [id] = await write(page, ["refused"]);
    const next = await reload(page);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(server.contents()).toEqual([]);
    const [failed] = next.room.state.snapshot().pending;
    expect(failed).toMatchObject({ state: "failed", error: { code: "forbidden", message: "Not here" } });
    next.room.retry(id ?? "");
    await vi.advanceTimersByTimeAsync(1_000);
    expect(server.contents()).toEqual(["refused"]);
    expect(page.disk.rows).toEqual([]);
  });

  it("that were discarded do not come back", async () => {
    const { server, page } = await start();
    server.refusals.push({ type: "send_message", error: { code: "forbidden", message: "Not here", retryable: false } });
    const [id] = await write(page, ["refused"]);
    page.room.discard(id ?? "");
    await vi.advanceTimersByTimeAsync(10);
    const next = await reload(page);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(next.pending()).toEqual([]);
    expect(server.contents()).toEqual([]);
  });

  it("never go out as somebody else, and wait for their author where the server ended the session", async () => {
    const { server, page } = await start();
    server.mode = "down";
    server.dropAll(1006);
    await write(page, ["mine"]);
    page.client.session.end("ended");
    server.mode = "up";
    await page.client.session.login("2", "a long password");
    page.client.room(7).open();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(page.client.room(7).state.snapshot()).toMatchObject({ status: "joined", pending: [] });
    expect(server.contents()).toEqual([]);
    page.client.session.end("ended");
    await page.client.session.login("1", "a long password");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(server.contents()).toEqual(["mine"]);
  });

  it("are deleted, with those that failed, by signing out", async () => {
    const { server, disk, page } = await start();
    server.mode = "down";
    server.dropAll(1006);
    await write(page, ["mine"]);
    expect(page.client.unsentCount).toBe(1);
    const left = page.client.signOut();
    await vi.advanceTimersByTimeAsync(10);
    await left;
    expect(disk.rows).toEqual([]);
    server.mode = "up";
    await page.client.session.login("1", "a long password");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(server.contents()).toEqual([]);
  });

  it("are sent by one of the open pages, once", async () => {
    const { server, disk, page } = await start();
    const other = await openPage(server, disk);
    server.mode = "down";
    server.dropAll(1006);
    await write(page, ["one", "two"]);
    await write(other, ["three"]);
    server.mode = "up";
    await vi.advanceTimersByTimeAsync(60_000);
    expect(server.contents()).toEqual(["one", "two", "three"]);
    expect(server.sent("send_message")).toBe(3);
    for (const one of [page, other]) expect([one.shown(), one.pending()]).toEqual([["one", "two", "three"], []]);
  });

  it("are sent once by pages that do not see the room's log either", async () => {
    // Both come back at the same time.
    vi.spyOn(Math, "random").mockReturnValue(0.5);
    const server = new FakeChatServer();
    const disk = new FakeDisk();
    const pages = [await openPage(server, disk, { isOpen: false }), await openPage(server, disk, { isOpen: false })];
    server.mode = "down";
    server.dropAll(1006);
    for (const page of pages) page.room.send("something");
    await vi.advanceTimersByTimeAsync(10);
    server.mode = "up";
    await vi.advanceTimersByTimeAsync(60_000);
    expect(server.sent("send_message")).toBe(2);
    for (const page of pages) expect(page.pending()).toEqual([]);
  });

  it("are passed to the next page in line when the one whose turn it is loses its connection", async () => {
    const { server, disk, page } = await start();
    const other = await openPage(server, disk);
    server.refusals.push({ type: "send_message", error: { retry_after_ms: 10_000 } });
    await write(page, ["one"]);
    await write(other, ["two"]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(server.contents()).toEqual([]);
    page.loseNetwork();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(server.contents()).toEqual(["one", "two"]);
    expect(other.pending()).toEqual([]);
    expect(disk.rows).toEqual([]);
  });

  it("that one page discards are not sent by another that had seen them", async () => {
    const { server, disk, page } = await start();
    server.mode = "down";
    server.dropAll(1006);
    const [id] = await write(page, ["a mistake"]);
    const other = await openPage(server, disk);
    expect(other.pending()).toEqual(["a mistake: waiting"]);
    page.room.discard(id ?? "");
    await vi.advanceTimersByTimeAsync(10);
    server.mode = "up";
    await vi.advanceTimersByTimeAsync(60_000);
    expect(server.contents()).toEqual([]);
    expect(other.pending()).toEqual([]);
  });

  it("go out though the disk hangs", async () => {
    const { server, disk, page } = await start();
    disk.hangs = true;
    page.room.send("one");
    await vi.advanceTimersByTimeAsync(5_000);
    expect(server.contents()).toEqual(["one"]);
    page.room.send("two");
    await vi.advanceTimersByTimeAsync(5_000);
    expect(server.contents()).toEqual(["one", "two"]);
    expect(page.pending()).toEqual([]);
  });

  it("arrive once and in order, whenever pages die and whatever breaks", async () => {
    const tab = fc.constantFrom(0 as const, 1 as const);
    const step = fc.oneof(
      { weight: 5, arbitrary: fc.record({ do: fc.constantFrom("write" as const), tab }) },
      { weight: 2, arbitrary: fc.record({ do: fc.constantFrom("reload" as const), tab }) },
      { weight: 3, arbitrary: fc.record({ do: fc.constantFrom("up", "down", "deaf", "drop" as const) }) },
      { weight: 1, arbitrary: fc.record({ do: fc.constant("refuse" as const) }) },
      { weight: 3, arbitrary: fc.record({ do: fc.constant("wait" as const), ms: fc.nat(8) }) },
      { weight: 3, arbitrary: fc.record({ do: fc.constant("wait" as const), ms: fc.nat(20_000) }) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40, size: "max" }), async (steps) => {
        const { server, disk, page } = await start();
        const tabs = [page, await openPage(server, disk)] as [Page, Page];
        const written: [string[], string[]] = [[], []];
        for (const one of steps) {
          if (one.do === "write") {
            const text = `${one.tab} wrote ${written[one.tab].length}`;
            written[one.tab].push(text);
            tabs[one.tab].room.send(text);
          } else if (one.do === "reload") tabs[one.tab] = await reload(tabs[one.tab]);
          else if (one.do === "wait") await vi.advanceTimersByTimeAsync(one.ms);
          else if (one.do === "drop") server.dropAll(1006);
          else if (one.do === "refuse") server.refusals.push({ type: "join_room", error: { retry_after_ms: 300 } });
          else server.mode = one.do;
        }
        server.dropAll(1006);
        server.mode = "up";
        await vi.advanceTimersByTimeAsync(180_000);
        const arrived = server.contents();
        expect(new Set(arrived).size).toBe(arrived.length);
        expect(arrived).toEqual(expect.arrayContaining(disk.everKept));
        for (const texts of written) {
          expect(arrived.filter((text) => texts.includes(text))).toEqual(
            texts.filter((text) => arrived.includes(text)),
          );
        }
        for (const one of tabs) {
          expect(one.pending()).toEqual([]);
          expect(one.shown()).toEqual(arrived.slice(arrived.length - one.shown().length));
          one.die();
        }
        expect(disk.rows).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it("sends a reply as one, also where the page that wrote it is gone", async () => {
    const { server, page } = await start();
    page.loseNetwork();
    page.room.send("to that", { replyTo: 3 });
    await vi.advanceTimersByTimeAsync(10);
    const next = await reload(page);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(next.pending()).toEqual([]);
    expect(server.sockets.flatMap(({ sent }) => sent).filter(({ type }) => type === "send_message")).toMatchObject([
      { content: "to that", reply_to: 3 },
    ]);
  });
});

type Page = Awaited<ReturnType<typeof openPage>>;

/** A signed-in page with the room open. */
async function openPage(server: FakeChatServer, disk: FakeDisk, { isOpen = true } = {}) {
  const onDisk = disk.page();
  let isCutOff = false;
  const sockets: ReturnType<typeof server.connect>[] = [];
  const client = new HubbubClient({
    baseUrl: "http://hubbub.test",
    refreshTokenIn: "memory",
    openSocket: () => {
      const socket = server.connect();
      sockets.push(socket);
      if (isCutOff) socket.drop(1006);
      return socket;
    },
    outboxStore: onDisk.store,
  });
  await client.session.resume();
  const room = client.room(7);
  if (isOpen) room.open();
  await vi.advanceTimersByTimeAsync(10);
  return {
    client,
    room,
    server,
    disk,
    shown: () => room.state.snapshot().items.flatMap((item) => (item.kind === "message" ? [item.message.content] : [])),
    pending: () => room.state.snapshot().pending.map(({ content, state }) => `${content}: ${state}`),
    loseNetwork: () => {
      isCutOff = true;
      for (const socket of sockets) socket.drop(1006);
    },
    /** Gone in the middle of whatever it did. */
    die: () => {
      onDisk.die();
      client.close();
    },
  };
}

async function start() {
  const server = new FakeChatServer();
  const disk = new FakeDisk();
  return { server, disk, page: await openPage(server, disk) };
}

async function reload(page: Page): Promise<Page> {
  page.die();
  return await openPage(page.server, page.disk);
}

/** Writes, and waits until the disk has it. */
async function write(page: Page, texts: readonly string[]): Promise<readonly string[]> {
  for (const text of texts) page.room.send(text);
  const ids = page.room.state.snapshot().pending.map(({ clientMsgId }) => clientMsgId);
  await vi.advanceTimersByTimeAsync(10);
  return ids;
}
