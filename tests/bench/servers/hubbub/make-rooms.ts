import { forEachAtOnce } from "./for-each-at-once.ts";
import { post } from "./post.ts";
import type { RoomSet } from "./room-set.ts";

/** Enough that the service commits many together. */
const atATime = 64;

/** Makes a set's rooms and their members by REST: an earlier commit's tables need not be known. Answers their ids. */
export async function makeRooms(url: string, set: RoomSet, tokens: readonly string[]): Promise<string[]> {
  const rooms = Array.from({ length: set.rooms }, (_, room) => ({
    name: `${set.name} ${room + 1}`,
    tokens: tokens.slice(room * set.perRoom, (room + 1) * set.perRoom),
  }));
  const ids = await forEachAtOnce(rooms, atATime, async ({ name, tokens: [owner] }) => {
    const { id } = await post<{ id: number | string }>(url, "/api/v1/rooms", { name }, owner);
    return String(id);
  });
  const joins = rooms.flatMap((room, index) => room.tokens.slice(1).map((token) => ({ id: ids[index]!, token })));
  await forEachAtOnce(joins, atATime, ({ id, token }) => post(url, `/api/v1/rooms/${id}/join`, {}, token));
  return ids;
}
