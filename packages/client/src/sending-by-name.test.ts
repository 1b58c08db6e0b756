import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeChatServer } from "./testing/fake-chat-server.ts";
import { startClient } from "./testing/start-client.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("a program", () => {
  it("sends and hears where the message stands, once it is committed", async () => {
    const { server, client } = await start();
    server.post("before");
    expect(await client.send(7, "hello")).toEqual({ roomId: 7, seq: 2 });
    expect(server.contents()).toEqual(["before", "hello"]);
  });

  it("sends one message, however often the connection breaks meanwhile", async () => {
    const { server, client } = await start();
    server.mode = "deaf";
    const sent = client.send(7, "hello");
    await vi.advanceTimersByTimeAsync(100);
    server.dropAll(1006);
    server.mode = "up";
    await vi.advanceTimersByTimeAsync(30_000);
    expect(await sent).toEqual({ roomId: 7, seq: 1 });
    expect(server.sent("send_message")).toBe(2);
    expect(server.contents()).toEqual(["hello"]);
  });

  it("hears why a message was refused, but not that it had to be tried again", async () => {
    const { server, client } = await start();
    server.refusals.push({ type: "send_message", error: { retry_after_ms: 100 } });
    const sent = client.send(7, "hello");
    await vi.advanceTimersByTimeAsync(200);
    expect(await sent).toEqual({ roomId: 7, seq: 1 });
    server.refusals.push({ type: "send_message", error: { code: "forbidden", retryable: false } });
    await expect(client.send(7, "again")).rejects.toMatchObject({ code: "forbidden" });
  });

  it.each([" ", "\u0085", "\u200b", "\u3164\u2800"])(
    "hears of %j that it is empty before anything is sent",
    async (text) => {
      const { server, client } = await start();
      server.post("before");
      const empty = { code: "invalid_argument", message: "The message is empty", fields: [{ field: "content" }] };
      await expect(client.send(7, text)).rejects.toMatchObject(empty);
      await expect(client.sendDirect("Bob", text)).rejects.toMatchObject(empty);
      await expect(client.room(7).edit(1, text)).rejects.toMatchObject(empty);
      expect(["send_message", "edit_message"].map((type) => server.sent(type as "send_message"))).toEqual([0, 0]);
    },
  );

  it("does not wait for ever for what is given up with the session", async () => {
    const { server, client } = await start();
    server.mode = "deaf";
    const sent = client.send(7, "hello");
    const refusal = sent.catch((error: unknown) => error);
    await client.signOut();
    expect(await refusal).toMatchObject({ code: "unauthenticated" });
  });

  it("writes to a person by name: the one of that very name, in the room of the two", async () => {
    const { server, client, seen } = await start();
    expect(await client.sendDirect("Bob", "hello")).toEqual({ roomId: 12, seq: 1 });
    expect(server.contents(12)).toEqual(["hello"]);
    expect(await client.sendDirect("Bob", "beside", { threadSeq: 1 })).toEqual({ roomId: 12, seq: 2 });
    expect(server.contents(12)).toEqual(["hello"]);
    expect(seen.filter(({ method }) => method === "POST").at(-1)?.path).toBe("/api/v1/users/3/dm");
    expect(client.myRooms.state.snapshot().rooms.map(({ id }) => id)).toEqual([12]);
    await expect(client.sendDirect("bo", "hello")).rejects.toMatchObject({ code: "user_not_found" });
  });

  it("writes to a room by name, even if many others are found before it", async () => {
    const { server, client } = await start();
    expect(await client.sendGroup("reading", "hello")).toEqual({ roomId: 14, seq: 1 });
    await client.sendGroup("reading", "both", { threadSeq: 1, inRoom: true });
    expect(server.contents(14)).toEqual(["hello", "both"]);
    await expect(client.sendGroup("writing", "hello")).rejects.toMatchObject({ code: "room_not_found" });
  });

  it("takes for a room's name what the server does, and first what is written so", async () => {
    const { client } = await start();
    expect(await client.sendGroup("MORE  READING\u200b", "hello")).toMatchObject({ roomId: 13 });
    expect(await client.sendGroup("STRASSE", "hello")).toMatchObject({ roomId: 16 });
    expect(await client.sendGroup("stra\u00dfe", "hello")).toMatchObject({ roomId: 15 });
  });

  it("announces in the room of announcements", async () => {
    const { server, client } = await start();
    expect(await client.broadcast("Down for an hour")).toEqual({ roomId: 2, seq: 1 });
    expect(server.contents(2)).toEqual(["Down for an hour"]);
  });

  it("hears announcements, each once, and keeps the latest", async () => {
    const { server, client } = await start();
    const heard: string[] = [];
    const stop = client.announcements.onBroadcast(({ content }) => heard.push(content));
    for (const n of [1, 2, 2, 3]) server.tell(announcement(n));
    await vi.advanceTimersByTimeAsync(0);
    stop();
    for (let n = 4; n <= 30; n += 1) server.tell(announcement(n));
    await vi.advanceTimersByTimeAsync(0);
    expect(heard).toEqual(["text 1", "text 2", "text 3"]);
    const latest = client.announcements.latest.snapshot();
    expect(latest).toHaveLength(20);
    expect(latest.at(-1)).toMatchObject({ id: "2:30", username: "root", content: "text 30" });
    await client.signOut();
    expect(client.announcements.latest.snapshot()).toEqual([]);
  });
});

async function start() {
  const server = new FakeChatServer();
  const started = await startClient(server, {
    "GET /api/v1/users": () => ({
      body: {
        users: [
          { id: 4, username: "bobby" },
          { id: 3, username: "bob" },
        ],
        next_page_token: "",
      },
    }),
    "POST /api/v1/users/3/dm": () => ({ body: aRoom(12, "") }),
    "GET /api/v1/rooms": ({ path }) => ({
      body: path.includes("page_token=2")
        ? { rooms: [aRoom(14, "Reading")], next_page_token: "" }
        : {
            rooms: [aRoom(13, "More reading"), aRoom(15, "Straße"), aRoom(16, "STRASSE")],
            next_page_token: path.includes("writing") ? "" : "2",
          },
    }),
  });
  return { server, ...started };
}

function aRoom(id: number, name: string) {
  const created_at = "2026-01-01T00:00:00.000Z";
  const type = name === "" ? "direct" : "public";
  return { id, name, type, topic: "", created_by: 1, last_seq: 0, member_count: 2, created_at, people: [] };
}

function announcement(n: number) {
  const said = { user_id: 9, username: "root", content: `text ${n}`, created_at: "2026-01-01T00:00:00.000Z" };
  return { type: "broadcast" as const, room_id: 2, id: `2:${n}`, ...said };
}
