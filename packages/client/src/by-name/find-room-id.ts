import { HubbubError } from "../hubbub-error.ts";
import type { RoomsApi } from "../rest/rooms-api.ts";
import { findNamed } from "./find-named.ts";

/** Of rooms that one may see. Errors: `room_not_found`. */
export async function findRoomId(rooms: RoomsApi, name: string): Promise<number> {
  const id = await findNamed(name, async (token) => {
    const page = await rooms.list(name, { size: 100, token });
    return { found: page.rooms.map((room) => [room.name, room.id] as const), next: page.next_page_token };
  });
  if (id === undefined) throw new HubbubError("room_not_found", `There is no room ${name}`);
  return id;
}
