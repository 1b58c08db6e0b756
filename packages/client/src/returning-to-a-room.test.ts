import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeChatServer } from "./testing/fake-chat-server.ts";
import { startClient } from "./testing/start-client.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("a room that is shown and shut for want of a membership", () => {
  it("opens by itself when one is added again", async () => {
    const { server, room, added } = await openPrivateRoom();
    server.removeMember();
    await settle();
    expect(room.state.snapshot().status).toBe("removed");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(room.state.snapshot().status).toBe("removed");
    added();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(room.state.snapshot().status).toBe("joined");
    server.post("welcome back");
    await settle();
    expect(room.state.snapshot().items.at(-1)).toMatchObject({ message: { content: "welcome back" } });
  });

  it("opens by itself when one is added who was there before", async () => {
    const { room, added } = await openPrivateRoom("not a member yet");
    expect(room.state.snapshot()).toMatchObject({ status: "refused", error: { code: "room_not_found" } });
    added();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(room.state.snapshot().status).toBe("joined");
  });

  it("opens with the connection, where one was added without one", async () => {
    const { server, room, added } = await openPrivateRoom();
    server.removeMember();
    await settle();
    server.mode = "down";
    server.dropAll(1006);
    added();
    server.mode = "up";
    await vi.advanceTimersByTimeAsync(30_000);
    expect(room.state.snapshot().status).toBe("joined");
  });

  it("opens when it is asked for, and stays shut if one is no member still", async () => {
    const { server, room, added } = await openPrivateRoom("not a member yet");
    room.open();
    await settle();
    expect(room.state.snapshot().status).toBe("refused");
    expect(server.sent("join_room")).toBe(2);
    added();
    room.open();
    await settle();
    expect(room.state.snapshot().status).toBe("joined");
  });

  it("stays shut where it is no longer shown", async () => {
    const { server, room, added } = await openPrivateRoom();
    server.removeMember();
    await settle();
    room.close();
    added();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(room.state.snapshot().status).toBe("closed");
  });
});

/** Room 7, private; its server refuses those who are no members and lists it for those who are. */
async function openPrivateRoom(begin: "a member" | "not a member yet" = "a member") {
  const server = new FakeChatServer();
  server.about = { type: "private" };
  server.isMember = begin === "a member";
  const { client } = await startClient(server, {
    "GET /api/v1/users/me/rooms": () => ({ body: { rooms: server.listed(), next_page_token: "" } }),
  });
  const room = client.room(7);
  room.open();
  await settle();
  const added = () => {
    server.isMember = true;
    server.tell({ type: "room_activity", rooms: [{ room_id: 7, last_seq: server.log.lastSeq }] });
  };
  return { server, room, added };
}

async function settle(): Promise<void> {
  await vi.advanceTimersByTimeAsync(0);
}
