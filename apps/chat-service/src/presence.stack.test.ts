import { randomUUID } from "node:crypto";
import type { PersonPresence } from "@hubbub/ws-protocol";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { crowdSize, presenceGraceMs, presenceTellMs } from "./limits.ts";
import { eventually } from "./testing/eventually.ts";
import type { TestUser } from "./testing/fake-user-service.ts";
import { newRoom } from "./testing/new-room.ts";
import { type ChatInstance, type ChatStack, startChatStack } from "./testing/start-chat-stack.ts";
import { TcpLink } from "./testing/tcp-link.ts";
import type { TestSocket } from "./testing/test-socket.ts";

let stack: ChatStack;
let one: ChatInstance;
let two: ChatInstance;
let three: ChatInstance;
/** Between the third instance and Redis. */
let redisOfThree: TcpLink;

beforeAll(async () => {
  stack = await startChatStack();
  const url = new URL(stack.redis.url);
  redisOfThree = new TcpLink({ host: url.hostname, port: Number(url.port) });
  await redisOfThree.mend();
  url.host = `127.0.0.1:${redisOfThree.port}`;
  [one, two, three] = await Promise.all([
    stack.start("chat-1"),
    stack.start("chat-2"),
    stack.start("chat-3", { REDIS_URL: url.href }),
  ]);
});
afterAll(async () => {
  await stack.stop();
  redisOfThree.cut();
});

const somebody = () => stack.users.register(`user-${randomUUID().slice(0, 8)}`);

async function openDirect(as: TestUser, other: TestUser): Promise<void> {
  await one.rest("POST", `/api/v1/users/${other.userId}/dm`, { as, body: {} });
}

/** Two with a direct room. */
async function pair(): Promise<[TestUser, TestUser]> {
  const [ada, bob] = await Promise.all([somebody(), somebody()]);
  await openDirect(ada, bob);
  return [ada, bob];
}

const join = (socket: TestSocket, roomId: number) => socket.ask({ type: "join_room", room_id: roomId }, "room_joined");
const watch = (socket: TestSocket, ...people: TestUser[]) =>
  socket.ask({ type: "watch_presence", user_ids: people.map(({ userId }) => userId) }, "ok");
const set = (socket: TestSocket, state: "online" | "away") => socket.ask({ type: "set_presence", state }, "ok");

/** All that the socket was told of somebody. */
function toldOf(socket: TestSocket, { userId }: TestUser): PersonPresence[] {
  return socket
    .all("presence")
    .flatMap(({ users }) => users)
    .filter(({ user_id }) => user_id === userId);
}

/** Waits until the last that the socket was told of somebody is this. */
async function sees(socket: TestSocket, who: TestUser, state: PersonPresence["state"], timeoutMs = 15_000) {
  await eventually(() => toldOf(socket, who).at(-1)?.state === state, timeoutMs);
  return toldOf(socket, who).at(-1)?.last_seen;
}

describe("presence", () => {
  test("of the other of a direct room comes by itself, from whichever instance, and ends after the grace period", async () => {
    const [ada, bob] = await pair();
    const adas = await one.connect(ada);
    expect(await sees(adas, bob, "offline")).toBeUndefined();

    const bobs = await two.connect(bob);
    await sees(adas, bob, "online", 2_000);
    await sees(bobs, ada, "online", 2_000);
    const closedMs = Date.now();
    bobs.close();
    const lastSeen = await sees(adas, bob, "offline");
    expect(Date.now() - closedMs).toBeGreaterThan(presenceGraceMs - 100);
    expect(Date.parse(lastSeen ?? "")).toBeGreaterThanOrEqual(closedMs - 100);

    // Who comes later is told the same, by any instance.
    const again = await three.connect(ada);
    expect(await sees(again, bob, "offline")).toBe(lastSeen);
  });

  test("shows nothing of who comes back within the grace period", async () => {
    const [ada, bob] = await pair();
    const [adas, bobs] = [await one.connect(ada), await two.connect(bob)];
    await sees(adas, bob, "online");
    bobs.close();
    await bobs.closed;
    const back = await three.connect(bob);
    // Told of somebody who left after Bob did.
    const eve = await somebody();
    const eves = await two.connect(eve);
    await watch(adas, eve);
    await sees(adas, eve, "online");
    eves.close();
    await sees(adas, eve, "offline");
    expect(toldOf(adas, bob).map(({ state }) => state)).not.toContain("offline");
    back.close();
  });

  test("is away where all of a person's clients are, and online again with the first that is back", async () => {
    const [ada, bob] = await pair();
    const adas = await one.connect(ada);
    const [phone, desk] = [await two.connect(bob), await three.connect(bob)];
    await sees(adas, bob, "online");
    await set(phone, "away");
    const eve = await somebody();
    const eves = await two.connect(eve);
    await watch(adas, eve);
    await set(eves, "away");
    await sees(adas, eve, "away");
    expect(toldOf(adas, bob).at(-1)?.state).toBe("online");

    await set(desk, "away");
    expect(await sees(adas, bob, "away", 2_000)).toEqual(expect.any(String));
    await set(phone, "online");
    await sees(adas, bob, "online", 2_000);
    // The one that is left says away.
    phone.close();
    await sees(adas, bob, "away");
  });

  test("stays away over a new connection that begins so, and was seen when they were last there", async () => {
    const [ada, bob] = await pair();
    const adas = await one.connect(ada);
    const before = await two.connect(bob);
    await sees(adas, bob, "online");
    await set(before, "away");
    const seen = await sees(adas, bob, "away");
    const told = toldOf(adas, bob).length;
    const eve = await somebody();
    const eves = await two.connect(eve);
    await watch(adas, eve);
    await sees(adas, eve, "online");
    before.close();
    eves.close();
    const after = await three.socket();
    await after.ask({ type: "auth", token: bob.token, state: "away" }, "success");
    // Who left when he did is gone by now.
    await sees(adas, eve, "offline");
    expect(toldOf(adas, bob).slice(told)).toEqual([]);
    await set(after, "online");
    await sees(adas, bob, "online");
    await set(after, "away");
    expect(Date.parse((await sees(adas, bob, "away")) ?? "")).toBeGreaterThan(Date.parse(seen ?? ""));
    after.close();
  });

  test("of the members of a small room comes to who has it open, and no more once they have left", async () => {
    const [ada, bob, eve] = [await somebody(), await somebody(), await somebody()];
    const roomId = await newRoom(one, ada);
    await two.rest("POST", `/api/v1/rooms/${roomId}/join`, { as: bob, body: {} });
    const [adas, bobs] = [await one.connect(ada), await two.connect(bob)];
    await join(adas, roomId);
    await sees(adas, bob, "online");

    // Who becomes a member while it is open.
    const eves = await three.connect(eve);
    await join(eves, roomId);
    await sees(adas, eve, "online");
    await sees(eves, bob, "online");
    await three.rest("POST", `/api/v1/rooms/${roomId}/leave`, { as: eve, body: {} });
    await eventually(() => adas.all("member_removed").length > 0);
    await set(bobs, "away");
    await sees(adas, bob, "away");
    const told = toldOf(adas, eve).length;
    await set(eves, "away");
    await set(bobs, "online");
    await sees(adas, bob, "online");
    expect(toldOf(adas, eve)).toHaveLength(told);
  });

  test("is not told of a room above the size of a crowd, but by name", async () => {
    const ada = await somebody();
    const roomId = await newRoom(one, ada);
    const others = await Promise.all(Array.from({ length: crowdSize }, somebody));
    for (const as of others) await two.rest("POST", `/api/v1/rooms/${roomId}/join`, { as, body: {} });
    const adas = await one.connect(ada);
    await join(adas, roomId);
    const [bob, eve] = others as [TestUser, TestUser];
    const [bobs, eves] = [await two.connect(bob), await two.connect(eve)];
    await watch(adas, eve);
    await set(bobs, "away");
    await set(eves, "away");
    await sees(adas, eve, "away");
    expect(toldOf(adas, bob)).toEqual([]);

    // One fewer is no crowd.
    await two.rest("POST", `/api/v1/rooms/${roomId}/leave`, { as: eve, body: {} });
    await sees(adas, bob, "away");
  });

  test("of others is asked for by name, at most 200, and the last list counts", async () => {
    const [ada, bob, eve] = [await somebody(), await somebody(), await somebody()];
    const [adas, bobs, eves] = [await one.connect(ada), await two.connect(bob), await three.connect(eve)];
    await watch(adas, bob);
    await sees(adas, bob, "online");
    await watch(adas, eve);
    await sees(adas, eve, "online");
    const told = toldOf(adas, bob).length;
    await set(bobs, "away");
    await set(eves, "away");
    await sees(adas, eve, "away");
    expect(toldOf(adas, bob)).toHaveLength(told);

    const ids = Array.from({ length: 201 }, (_, index) => index + 1);
    const refused = await adas.ask({ type: "watch_presence", user_ids: ids }, "error");
    expect(refused).toMatchObject({ code: "invalid_argument", field: "user_ids" });
    // Nobody is told apart from who was never here.
    await adas.ask({ type: "watch_presence", user_ids: ["999999999"] }, "ok");
    await eventually(() => toldOf(adas, { ...eve, userId: 999_999_999 }).length === 1);
    expect(toldOf(adas, { ...eve, userId: 999_999_999 })).toEqual([{ user_id: 999_999_999, state: "offline" }]);
  });

  test("comes at most once a second, whatever happens meanwhile", async () => {
    const ada = await somebody();
    const others = await Promise.all(Array.from({ length: 10 }, somebody));
    const adas = await one.connect(ada);
    await watch(adas, ...others);
    const arrivals: number[] = [];
    const seen = new Set<object>();
    const sockets = await Promise.all(others.map((other) => two.connect(other)));
    const [first] = others as [TestUser];
    const deadline = Date.now() + 4 * presenceTellMs;
    for (let at = 0; Date.now() < deadline; at += 1) {
      const socket = sockets[at % sockets.length];
      if (socket !== undefined) await set(socket, at % 20 < 10 ? "away" : "online");
      for (const frame of adas.all("presence")) {
        if (seen.has(frame)) continue;
        seen.add(frame);
        arrivals.push(Date.now());
      }
    }
    expect(toldOf(adas, first).length).toBeGreaterThan(2);
    const gaps = arrivals.slice(1).map((ms, index) => ms - (arrivals[index] ?? 0));
    expect(gaps.filter((ms) => ms < presenceTellMs * 0.7)).toEqual([]);
  });

  test("is offline to each other for two of whom one has blocked the other, until that ends", async () => {
    const [ada, bob] = await pair();
    const [adas, bobs] = [await one.connect(ada), await two.connect(bob)];
    await sees(adas, bob, "online");
    await sees(bobs, ada, "online");
    await three.rest("PUT", `/api/v1/users/me/blocks/${bob.userId}`, { as: ada, body: {} });
    for (const [socket, other] of [
      [adas, bob],
      [bobs, ada],
    ] as const) {
      expect(await sees(socket, other, "offline")).toBeUndefined();
    }
    const late = await three.connect(bob);
    expect(await sees(late, ada, "offline")).toBeUndefined();
    await three.rest("DELETE", `/api/v1/users/me/blocks/${bob.userId}`, { as: ada });
    await sees(adas, bob, "online");
    await sees(bobs, ada, "online");
  });

  test("needs a signed-in socket, and a state that there is", async () => {
    const socket = await one.socket();
    expect(await socket.ask({ type: "watch_presence", user_ids: [] }, "error")).toMatchObject({
      code: "unauthenticated",
    });
    const adas = await one.connect(await somebody());
    expect(await adas.ask({ type: "set_presence", state: "offline" }, "error")).toMatchObject({ field: "state" });
  });
});

test("those of an instance that is cut off are offline within 30 s, and online again when it is back", async () => {
  const [ada, bob] = await pair();
  const adas = await one.connect(ada);
  await three.connect(bob);
  await sees(adas, bob, "online");
  redisOfThree.cut();
  await sees(adas, bob, "offline", 30_000);
  await redisOfThree.mend();
  await sees(adas, bob, "online", 30_000);
  expect(toldOf(adas, bob).map(({ state }) => state)).toEqual(["online", "offline", "online"]);
}, 90_000);
