import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { FakeChatServer } from "../testing/fake-chat-server.ts";
import { startClient } from "../testing/start-client.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it("are not shown to type, from the moment they are blocked until they are not any more", async () => {
  const { server, client, room } = await openRoom();
  const typing = () => room.state.snapshot().typing.map(({ user_id }) => user_id);
  for (const id of [2, 3]) {
    server.tell({ type: "user_typing", room_id: 7, user_id: id, username: `user-${id}`, is_typing: true });
  }
  await vi.advanceTimersByTimeAsync(0);
  expect(typing()).toEqual([2, 3]);
  let told = 0;
  room.state.subscribe(() => (told += 1));
  await client.blocks.block(2);
  expect(typing()).toEqual([3]);
  expect(told).toBeGreaterThan(0);
  await client.blocks.unblock(2);
  expect(typing()).toEqual([2, 3]);
});

it("are known at once where another device blocks them", async () => {
  const { server, client, room, blocked } = await openRoom();
  server.tell({ type: "user_typing", room_id: 7, user_id: 2, username: "user-2", is_typing: true });
  blocked.add(2);
  server.tell({ type: "blocks_changed" });
  await vi.advanceTimersByTimeAsync(0);
  expect(client.blocks.has(2)).toBe(true);
  expect(room.state.snapshot().typing).toEqual([]);
});

/** Room 7, opened by somebody whose blocks are `blocked`. */
async function openRoom() {
  const blocked = new Set<number>();
  const toBlock = (id: number) => ({ user_id: id, username: `user-${id}`, created_at: "2026-01-01T00:00:00.000Z" });
  const server = new FakeChatServer();
  const { client } = await startClient(server, {
    "GET /api/v1/users/me/blocks": () => ({ body: { blocks: [...blocked].map(toBlock), next_page_token: "" } }),
    "PUT /api/v1/users/me/blocks/2": () => ({ body: toBlock(2) }),
    "DELETE /api/v1/users/me/blocks/2": () => ({ body: {} }),
  });
  const room = client.room(7);
  room.open();
  await vi.advanceTimersByTimeAsync(0);
  return { server, client, room, blocked };
}
