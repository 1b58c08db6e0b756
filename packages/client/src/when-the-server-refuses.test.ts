import { type ClientFrame, protocolVersion } from "@hubbub/ws-protocol";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { HubbubError } from "./hubbub-error.ts";
import type { Held } from "./refusals/held.ts";
import { tokensFor } from "./testing/fake-api.ts";
import { FakeChatServer } from "./testing/fake-chat-server.ts";
import { startClient } from "./testing/start-client.ts";
import { ReadMarks } from "./unread/read-marks.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe("messages that the server takes no more of for now", () => {
  it("go out by themselves when it says, in their order, and the room says until when they wait", async () => {
    const { server, room } = await openRoom();
    server.refuse = limit("send_message", { every: 2_000, burst: 2 });
    for (const text of ["one", "two", "three", "four"]) room.send(text);
    await settle();
    expect(server.contents()).toEqual(["one", "two"]);
    const { sendingHeld, pending } = room.state.snapshot();
    expect(sendingHeld).toMatchObject({ code: "rate_limited" });
    const waitMs = (sendingHeld?.untilMs ?? 0) - performance.now();
    expect(waitMs).toBeGreaterThanOrEqual(2_000);
    expect(waitMs).toBeLessThanOrEqual(3_000);
    expect(pending.map(({ content, state }) => `${content}: ${state}`)).toEqual(["three: waiting", "four: waiting"]);
    await vi.advanceTimersByTimeAsync(waitMs + 10);
    expect(server.contents()).toEqual(["one", "two", "three"]);
    await vi.advanceTimersByTimeAsync(3_010);
    expect(server.contents()).toEqual(["one", "two", "three", "four"]);
    expect(room.state.snapshot()).toMatchObject({ sendingHeld: undefined, pending: [] });
  });

  it("hold up their own room only", async () => {
    const { server, client, room } = await openRoom();
    server.refuse = (frame) => (isSend(frame) && frame.room_id === 7 ? { forMs: 5_000 } : undefined);
    room.send("held");
    await settle();
    await client.send(8, "elsewhere");
    expect(server.contents(8)).toEqual(["elsewhere"]);
  });

  it("keep their order and come once, whichever of them are refused, and whatever breaks meanwhile", async () => {
    const step = fc.oneof(
      { weight: 5, arbitrary: fc.constant("send" as const) },
      { weight: 1, arbitrary: fc.constantFrom("drop", "unread" as const) },
      { weight: 3, arbitrary: fc.nat(3_000) },
    );
    const refusals = fc.array(fc.option(fc.nat(2_000), { nil: undefined, freq: 2 }), { maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40, size: "max" }), refusals, async (steps, forMs) => {
        const { client, server, room } = await openRoom();
        let nth = 0;
        let unread = false;
        server.refuse = (frame) => {
          const wait = isSend(frame) ? forMs[(nth += 1)] : undefined;
          return wait === undefined ? undefined : { forMs: wait, unread };
        };
        const written: string[] = [];
        for (const one of steps) {
          if (one === "send") room.send(written[written.push(`mine ${written.length}`) - 1] ?? "");
          else if (one === "drop") server.dropAll(1006);
          else if (one === "unread") unread = !unread;
          else await vi.advanceTimersByTimeAsync(one);
        }
        await vi.advanceTimersByTimeAsync(400_000);
        expect(server.contents()).toEqual(written);
        expect(room.state.snapshot()).toMatchObject({ sendingHeld: undefined, pending: [] });
        client.close();
      }),
      { numRuns: 60 },
    );
  });
});

describe("a socket whose frames the server does not read", () => {
  it("leaves it alone for as long as it says, loses no command, and stays", async () => {
    vi.spyOn(Math, "random").mockReturnValue(0);
    const { server, room } = await openRoom();
    server.refuse = () => ({ forMs: 4_000, unread: true });
    room.send("hello");
    await settle();
    server.refuse = () => undefined;
    const before = server.socket.sent.length;
    room.setTyping(true);
    room.send("and more");
    await vi.advanceTimersByTimeAsync(3_990);
    expect(server.socket.sent).toHaveLength(before);
    await vi.advanceTimersByTimeAsync(20);
    expect(server.contents()).toEqual(["hello", "and more"]);
    expect(server.sockets).toHaveLength(1);
  });

  it.each([
    ["auth", { status: "waiting", refusal: { code: "rate_limited" } }],
    ["join_room", { status: "online" }],
  ] as const)("comes to its %s later", async (type, meanwhile) => {
    // The waits between reconnects are random, and grow.
    vi.spyOn(Math, "random").mockReturnValue(0);
    const { server, client, room } = await openRoom();
    server.refuse = (frame) => (frame.type === type ? { forMs: 9_000, unread: true } : undefined);
    server.dropAll(1006);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(server.sent(type)).toBe(2);
    expect(client.connection.state.snapshot()).toMatchObject(meanwhile);
    server.refuse = () => undefined;
    await vi.advanceTimersByTimeAsync(7_000);
    expect(server.sent(type)).toBe(2);
    await vi.advanceTimersByTimeAsync(4_000);
    expect(client.connection.state.snapshot().status).toBe("online");
    expect(room.state.snapshot().status).toBe("joined");
  });

  it("comes back later and later where it is closed as overloaded again and again", async () => {
    vi.spyOn(Math, "random").mockReturnValue(1);
    const { server, client } = await openRoom();
    const waits: number[] = [];
    for (let nth = 0; nth < 4; nth += 1) {
      await vi.advanceTimersByTimeAsync(10_000);
      server.dropAll(4003);
      const state = client.connection.state.snapshot();
      if (state.status !== "waiting") throw new Error(`unexpected ${state.status}`);
      waits.push(state.retryAtMs - performance.now());
      await vi.advanceTimersByTimeAsync(state.retryAtMs - performance.now());
    }
    expect(waits).toEqual([500, 1_000, 2_000, 4_000]);
  });

  it("is not hurried by somebody who types, stops, and types", async () => {
    const { server, room } = await openRoom();
    for (let key = 0; key < 400; key += 1) {
      room.setTyping(key % 2 === 0);
      await vi.advanceTimersByTimeAsync(25);
    }
    expect(server.sent("typing"), "in 10 s").toBeLessThanOrEqual(20);
  });
});

describe("read marks of many rooms", () => {
  it("do not fill what a socket may send", async () => {
    const { marks, asked } = readMarks(() => {});
    for (let roomId = 1; roomId <= 300; roomId += 1) marks.mark({ roomId, threadSeq: undefined }, 1);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(asked).toHaveLength(160);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(asked).toHaveLength(300);
    expect([...marks.ofRooms]).toEqual([]);
  });

  it("wait all together where one of them is refused", async () => {
    const { marks, asked } = readMarks(() => {
      throw new HubbubError("rate_limited", undefined, { retryAfterMs: 5_000 });
    });
    for (let roomId = 1; roomId <= 300; roomId += 1) marks.mark({ roomId, threadSeq: undefined }, 1);
    await vi.advanceTimersByTimeAsync(5_400);
    expect(asked).toHaveLength(16);
  });
});

describe("edits, deletions and reactions", () => {
  it("wait, and what was changed later comes later", async () => {
    const { server, room } = await openRoom();
    server.refusals.push({ type: "edit_message", error: { code: "rate_limited", retry_after_ms: 2_000 } });
    const changes = Promise.all([room.edit(1, "first"), room.edit(1, "second"), room.delete(1)]);
    await vi.advanceTimersByTimeAsync(1_900);
    expect(changesSent(server)).toEqual(["first"]);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(changesSent(server)).toEqual(["first", "first", "second", "delete_message"]);
    await changes;
  });

  it("say when to come back if that is too far away, or if it was said too often", async () => {
    const { server, room } = await openRoom();
    server.refuse = ({ type }) => (type === "edit_message" ? { forMs: 60_000 } : undefined);
    await expect(room.edit(1, "much later")).rejects.toMatchObject({ code: "rate_limited", retryAfterMs: 60_000 });
    expect(changesSent(server)).toHaveLength(1);
    server.refuse = ({ type }) => (type === "react" ? { forMs: 100 } : undefined);
    const refused = room.react(1, "👍", true).catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await refused).toMatchObject({ code: "rate_limited" });
    expect(server.sent("react")).toBe(3);
  });

  it("are not made in the name of who signs in next", async () => {
    const { server, client, room } = await openRoom();
    server.refuse = ({ type }) => (type === "delete_message" ? { forMs: 2_000 } : undefined);
    const deletion = room.delete(1).catch((error: unknown) => error);
    await settle();
    await client.signOut();
    await client.session.login("another", "a long password");
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await deletion).toMatchObject({ code: "unavailable" });
    expect(server.sent("delete_message")).toBe(1);
  });
});

describe("REST", () => {
  it("asks again what it reads, when the server says, and tells who waits along", async () => {
    let asked = 0;
    const { client } = await startClient(new FakeChatServer(), {
      "GET /api/v1/users": () => ((asked += 1) < 3 ? tooMany(1_500) : { body: { users: [], next_page_token: "" } }),
    });
    const waits: Held[] = [];
    const found = client.accounts.search("ada", {}, { onWait: (held) => waits.push(held) });
    await vi.advanceTimersByTimeAsync(1_400);
    expect(asked).toBe(1);
    await vi.advanceTimersByTimeAsync(4_000);
    expect(await found).toEqual({ users: [], next_page_token: "" });
    expect(waits.map(({ code }) => code)).toEqual(["rate_limited", "rate_limited"]);
  });

  it("does not ask again for an answer that nobody wants any more", async () => {
    const { client, seen } = await startClient(new FakeChatServer(), { "GET /api/v1/users": () => tooMany(1_500) });
    const typing = new AbortController();
    const found = client.accounts.search("ada", {}, { signal: typing.signal }).catch((error: unknown) => error);
    await settle();
    typing.abort();
    expect(await found).toMatchObject({ code: "unavailable" });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(seen.filter(({ path }) => path.includes("query=ada"))).toHaveLength(1);
  });

  it("tells at once what one has done oneself, and when to try again", async () => {
    const { client, seen } = await startClient(new FakeChatServer(), {
      "POST /api/v1/rooms": () => tooMany(40_000),
      "POST /api/v1/users/login": () => ({ status: 429, body: "<html>", headers: { "retry-after": "12" } }),
    });
    const room = { name: "more", type: "public" as const, topic: "" };
    await expect(client.rooms.create(room)).rejects.toMatchObject({ code: "rate_limited", retryAfterMs: 40_000 });
    await expect(client.session.login("ada", "wrong")).rejects.toMatchObject({
      code: "rate_limited",
      retryAfterMs: 12_000,
    });
    expect(seen.filter(({ path }) => path === "/api/v1/rooms")).toHaveLength(1);
  });

  it("does not ask for a new token sooner than the server says", async () => {
    let refused = false;
    const server = new FakeChatServer();
    const { client, seen } = await startClient(server, {
      "POST /api/v1/users/refresh": () => (refused ? tooMany(30_000) : { body: tokensFor(1, "token") }),
    });
    const refreshes = () => seen.filter(({ path }) => path === "/api/v1/users/refresh").length;
    refused = true;
    server.dropAll(4005);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(refreshes()).toBe(2);
    refused = false;
    await vi.advanceTimersByTimeAsync(28_000);
    expect(refreshes()).toBe(2);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(client.connection.state.snapshot().status).toBe("online");
  });
});

async function openRoom() {
  const server = new FakeChatServer();
  const { client } = await startClient(server, {
    "POST /api/v1/users/login": () => ({ body: tokensFor(2, "another") }),
  });
  const room = client.room(7);
  room.open();
  await settle();
  return { server, client, room };
}

function readMarks(answer: () => void) {
  const asked: unknown[] = [];
  const request = async (frame: ClientFrame) => {
    asked.push(frame);
    answer();
    return await Promise.resolve({ type: "ok" as const });
  };
  return { asked, marks: new ReadMarks({ request, isOnline: () => true, protocol: () => protocolVersion }) };
}

/** Lets everything happen that needs no time to pass. */
async function settle(): Promise<void> {
  await vi.advanceTimersByTimeAsync(0);
}

function isSend(frame: ClientFrame): frame is Extract<ClientFrame, { type: "send_message" }> {
  return frame.type === "send_message";
}

/** One in `every` ms, and `burst` at once. */
function limit(type: ClientFrame["type"], { every, burst }: { every: number; burst: number }) {
  let fullAtMs = 0;
  return (frame: ClientFrame) => {
    if (frame.type !== type) return undefined;
    const nextMs = Math.max(fullAtMs, performance.now()) + every;
    const forMs = nextMs - performance.now() - burst * every;
    if (forMs <= 0) fullAtMs = nextMs;
    return forMs > 0 ? { forMs } : undefined;
  };
}

function changesSent(server: FakeChatServer): string[] {
  return server.socket.sent.flatMap((frame) => {
    if (frame.type === "edit_message") return [frame.content];
    return frame.type === "delete_message" || frame.type === "react" ? [frame.type] : [];
  });
}

function tooMany(retryAfterMs: number) {
  return { status: 429, body: { code: "rate_limited", detail: "Too often", errors: [], retry_after_ms: retryAfterMs } };
}
