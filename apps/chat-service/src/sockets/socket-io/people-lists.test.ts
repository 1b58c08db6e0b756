import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { maxUsersInRoomJoined, peopleListMs } from "../../limits.ts";
import { type ListReader, PeopleLists } from "./people-lists.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("many changes are one list for everybody, read once and bounded", async () => {
  const { lists, reads, reader, told } = scenario();
  const other = reader();
  for (let i = 0; i < 100; i += 1) lists.changed(1, other);
  lists.changed(1, reader());
  await vi.advanceTimersByTimeAsync(peopleListMs);
  expect(reads).toEqual([[1, maxUsersInRoomJoined]]);
  expect(told).toHaveLength(2);
  expect(told[0]).toBe('2["room_users",[{"userId":1,"username":"ada"}],{"roomId":1,"userCount":60}]');
});

test("a change while the list is read brings another list", async () => {
  const { lists, reads, reader, told } = scenario(peopleListMs);
  const one = reader();
  lists.changed(1, one);
  await vi.advanceTimersByTimeAsync(peopleListMs);
  lists.changed(1, one);
  await vi.advanceTimersByTimeAsync(peopleListMs * 5);
  expect(reads).toHaveLength(2);
  expect(told).toHaveLength(2);
});

test("a room that is quiet again costs nothing", async () => {
  const { lists, reads, reader } = scenario();
  lists.changed(1, reader());
  await vi.advanceTimersByTimeAsync(peopleListMs * 10);
  expect(reads).toHaveLength(1);
  expect(vi.getTimerCount()).toBe(0);
});

function scenario(readMs = 0) {
  const reads: [number, number][] = [];
  const told: string[] = [];
  const lists = new PeopleLists(async (roomId, limit) => {
    reads.push([roomId, limit]);
    if (readMs > 0) await new Promise((resolve) => setTimeout(resolve, readMs));
    return { users: [{ user_id: 1, username: "ada" }], userCount: 60 };
  });
  const reader = (): ListReader => ({ tellPeople: (_roomId, packet) => void told.push(packet) });
  return { lists, reads, told, reader };
}
