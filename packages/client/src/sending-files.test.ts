import type { Attachment } from "@hubbub/ws-protocol";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { HubbubError } from "./hubbub-error.ts";
import { Outbox } from "./outbox/outbox.ts";
import { memoryOutboxStore } from "./outbox/memory-outbox-store.ts";
import { FakeChatServer } from "./testing/fake-chat-server.ts";
import { FakeDisk } from "./testing/fake-disk.ts";
import { startClient } from "./testing/start-client.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const plan: Attachment = { id: "a", name: "plan.pdf", size: 4, content_type: "application/pdf" };
const cat: Attachment = { id: "b", name: "cat.png", size: 9, content_type: "image/png", width: 3, height: 2 };

describe("a message with files", () => {
  it("may have no text, and is shown with them before and after the log has it", async () => {
    const { server, room } = await openRoom();
    room.send("", { attachments: [plan, cat] });
    expect(room.state.snapshot().pending).toMatchObject([{ content: "", attachments: [plan, cat] }]);
    await settle();
    expect(room.state.snapshot().pending).toEqual([]);
    expect(messages(room)).toMatchObject([{ content: "", attachments: [plan, cat] }]);
    expect(messages(room)[0]).not.toHaveProperty("deleted_at");
    expect(sent(server)).toMatchObject([{ content: "", attachment_ids: ["a", "b"] }]);
  });

  it("has none any more once it is deleted, and keeps them when its text is changed", async () => {
    const { server, room } = await openRoom();
    room.send("The plan", { attachments: [plan] });
    await settle();
    server.happen(server.log.edit(1, ""));
    await settle();
    expect(messages(room)).toMatchObject([{ content: "", attachments: [plan] }]);
    server.happen(server.log.delete(1));
    await settle();
    expect(messages(room)[0]).not.toHaveProperty("attachments");
  });

  it("is sent by its room's id as well, and without files as before", async () => {
    const { server, client } = await openRoom();
    const { seq } = await settled(client.send(7, "", { attachments: [plan] }));
    await settled(client.send(7, "and words", { attachments: [] }));
    expect(seq).toBe(1);
    expect(sent(server)[1]).not.toHaveProperty("attachment_ids");
  });

  it.each([
    ["neither text nor files", "", []],
    ["text that cannot be seen beside files that are none", " ", []],
    ["eleven files", "", Array.from({ length: 11 }, (_, at) => ({ ...plan, id: `${at}` }))],
    ["a text that cannot be stored", "a\u0000b", [plan]],
  ])("is refused before it waits for anything with %s", async (_, content, attachments) => {
    const { room } = await openRoom();
    expect(() => room.send(content, { attachments })).toThrowError(HubbubError);
    expect(room.state.snapshot().pending).toEqual([]);
  });

  it("is refused where the server says to speak 1.4", async () => {
    const { server, room } = await openRoom("1.4");
    expect(() => room.send("The plan", { attachments: [plan] })).toThrowError(/takes no files/);
    room.send("words");
    await settle();
    expect(server.contents()).toEqual(["words"]);
  });

  it("that waits is not sent without its files to a server that knows none", async () => {
    const { server, room } = await openRoom();
    server.mode = "down";
    server.dropAll(1006);
    room.send("The plan", { attachments: [plan] });
    server.protocol = "1.4";
    server.mode = "up";
    await vi.advanceTimersByTimeAsync(60_000);
    expect(server.contents()).toEqual([]);
    expect(room.state.snapshot().pending).toMatchObject([{ state: "failed", attachments: [plan] }]);
    server.protocol = "1.5";
    server.dropAll(1006);
    await vi.advanceTimersByTimeAsync(60_000);
    room.retry(room.state.snapshot().pending[0]?.clientMsgId ?? "");
    await settle();
    expect(messages(room)).toMatchObject([{ content: "The plan", attachments: [plan] }]);
  });

  it("that the server keeps no more is sent with others in their place, or with its text alone, and stays as it was till then", async () => {
    const { server, room } = await openRoom();
    const gone = { code: "invalid_argument", field: "attachment_ids", message: "Not all of these", retryable: false };
    for (const _ of [1, 2]) server.refusals.push({ type: "send_message", error: gone });
    room.send("The plan", { attachments: [plan] });
    room.send("", { attachments: [plan] });
    await settle();
    const [first, second] = room.state.snapshot().pending;
    expect([first, second]).toMatchObject([
      { state: "failed", content: "The plan", attachments: [plan], error: { fields: [{ field: "attachment_ids" }] } },
      { state: "failed", attachments: [plan] },
    ]);
    expect(() => room.retry(second?.clientMsgId ?? "", [])).toThrowError(HubbubError);
    room.retry(second?.clientMsgId ?? "", [cat]);
    room.retry(first?.clientMsgId ?? "", []);
    await settle();
    expect(messages(room)).toMatchObject([{ content: "", attachments: [cat] }, { content: "The plan" }]);
    expect(messages(room)[1]).not.toHaveProperty("attachments");
  });

  it("says to the page after it as well which of it was refused", async () => {
    const disk = new FakeDisk();
    const outbox = new Outbox(disk.page().store(1));
    const { clientMsgId } = outbox.add(7, "The plan", { attachments: [plan] });
    outbox.take(7);
    const fields = [{ field: "attachment_ids", code: "invalid_argument", message: "Not all of these" }];
    outbox.refused(clientMsgId, new HubbubError("invalid_argument", "Not all of these", { fields }));
    await vi.advanceTimersByTimeAsync(100);
    const next = new Outbox(disk.page().store(1));
    const loaded = next.load();
    await vi.advanceTimersByTimeAsync(100);
    await loaded;
    expect(next.items(7)).toMatchObject([{ state: "failed", error: { fields } }]);
  });

  it("keeps them for the page after it, which sends it whole", async () => {
    const disk = new FakeDisk();
    const outbox = new Outbox(disk.page().store(1));
    outbox.add(7, "", { attachments: [plan] });
    await vi.advanceTimersByTimeAsync(100);
    const next = new Outbox(disk.page().store(1));
    const loaded = next.load();
    await vi.advanceTimersByTimeAsync(100);
    await loaded;
    expect(next.take(7).item).toMatchObject({ content: "", attachments: [plan] });
  });

  it("counts with its files in what may wait", () => {
    const outbox = new Outbox(memoryOutboxStore());
    const large = Array.from({ length: 10 }, () => ({ ...plan, name: "x".repeat(10_000) }));
    for (let bytes = 0; bytes < 2_000_000; bytes += 210_000) outbox.add(7, "", { attachments: large });
    expect(() => outbox.add(7, "", { attachments: large })).toThrowError(/Too many messages/);
  });
});

describe("files", () => {
  it("are uploaded, and what that is answered with is sent", async () => {
    const { client, server, room, seen } = await openRoom();
    const attachment = await client.files.upload(7, new File(["plan"], "plan.pdf"));
    room.send("", { attachments: [attachment] });
    await settle();
    expect(sent(server)).toMatchObject([{ attachment_ids: ["a"] }]);
    expect(seen.map(({ method, path }) => `${method} ${path}`)).toContain("POST /api/v1/rooms/7/files?name=plan.pdf");
  });

  it("are uploaded with a new token where the server does not take the one before, once", async () => {
    let tries = 0;
    const { client, seen } = await openRoom("1.5", {
      "POST /api/v1/rooms/7/files": () => {
        tries += 1;
        return tries === 1 ? { status: 401, body: { code: "token_expired" } } : { body: plan };
      },
    });
    const asked = seen.length;
    expect(await client.files.upload(7, new File(["plan"], "plan.pdf"))).toMatchObject(plan);
    expect(seen.slice(asked).map(({ path }) => path.split("?")[0])).toEqual([
      "/api/v1/rooms/7/files",
      "/api/v1/users/refresh",
      "/api/v1/rooms/7/files",
    ]);
  });

  it("have links that lead to the server, also from what the upload said", async () => {
    const { client, seen } = await openRoom();
    await client.files.upload(7, new File(["plan"], "plan.pdf"));
    const links = await settled(client.files.links(["a", "b"]));
    expect(links).toEqual([
      { id: "a", url: "http://hubbub.test/files/a/plan.pdf?e=1767226500" },
      { id: "b", url: "http://hubbub.test/files/b/n?e=1767226500", thumbnail_url: "http://hubbub.test/files/b/n?v=s" },
    ]);
    expect(seen.at(-1)?.body).toEqual({ ids: ["b"] });
  });

  it("are asked for anew once a message was deleted, which may have been theirs", async () => {
    const { client, server, room, seen } = await openRoom();
    room.send("", { attachments: [cat] });
    await settle();
    await settled(client.files.links(["b"]));
    const asked = () => seen.filter(({ path }) => path === "/api/v1/files/links").length;
    await settled(client.files.links(["b"]));
    expect(asked()).toBe(1);
    server.happen(server.log.delete(1));
    await settle();
    await settled(client.files.links(["b"]));
    expect(asked()).toBe(2);
  });

  it("are removed, and those of a room are listed", async () => {
    const { client, seen } = await openRoom();
    await client.files.remove("a/b");
    expect(seen.at(-1)).toMatchObject({ method: "DELETE", path: "/api/v1/files/a%2Fb" });
    const { files } = await client.files.list(7, { size: 20 });
    expect(files[0]?.attachment.url).toBe("http://hubbub.test/files/a/plan.pdf?e=1767226500");
    expect(seen.at(-1)?.path).toBe("/api/v1/rooms/7/files?page_size=20");
  });
});

async function openRoom(protocol = "1.5", answers: Parameters<typeof startClient>[1] = {}) {
  const server = new FakeChatServer();
  server.protocol = protocol;
  for (const file of [plan, cat]) server.files.set(file.id, file);
  const url = "/files/a/plan.pdf?e=1767226500";
  const { client, seen } = await startClient(server, {
    "POST /api/v1/rooms/7/files": () => ({ body: { ...plan, url } }),
    "POST /api/v1/files/links": () => ({
      body: { links: [{ id: "b", url: "/files/b/n?e=1767226500", thumbnail_url: "/files/b/n?v=s" }] },
    }),
    "DELETE /api/v1/files/a%2Fb": () => ({ body: {} }),
    "GET /api/v1/rooms/7/files": () => ({
      body: {
        files: [
          { attachment: { ...plan, url }, seq: 1, user_id: 1, username: "a", created_at: "2026-01-01T00:00:00.000Z" },
        ],
        next_page_token: "",
      },
    }),
    ...answers,
  });
  const room = client.room(7);
  room.open();
  await settle();
  return { client, server, room, seen };
}

function messages(room: Awaited<ReturnType<typeof openRoom>>["room"]) {
  return room.state.snapshot().items.flatMap((item) => (item.kind === "message" ? [item.message] : []));
}

function sent(server: FakeChatServer) {
  return server.sockets.flatMap((socket) => socket.sent).filter(({ type }) => type === "send_message");
}

async function settle(): Promise<void> {
  await vi.advanceTimersByTimeAsync(10);
}

/** What needs a module that is loaded first settles in its own time. */
async function settled<Value>(promise: Promise<Value>): Promise<Value> {
  let isSettled = false;
  const settling = promise.finally(() => (isSettled = true));
  await vi.waitFor(() => expect(isSettled).toBe(true));
  return await settling;
}
