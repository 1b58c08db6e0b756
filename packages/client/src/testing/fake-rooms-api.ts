import type { MyRoom, MyRoomPage } from "../rest/rooms-api.ts";
import type { RoomsApi } from "../rest/rooms-api.ts";

/**
 * The list of rooms as a server gives it that takes its time; everything else is refused. With a `nextPageToken` the
 * list never ends: each page is followed by the same.
 */
export function fakeRoomsApi(
  mine: () => Promise<readonly MyRoom[]>,
  nextPageToken = "",
): RoomsApi & { readonly loads: () => number } {
  let loads = 0;
  const refuse = () => Promise.reject(new Error("not part of this test"));
  return {
    loads: () => loads,
    mine: async (): Promise<MyRoomPage> => {
      loads += 1;
      return { rooms: await mine(), next_page_token: nextPageToken };
    },
    create: refuse,
    list: refuse,
    get: refuse,
    update: refuse,
    join: refuse,
    leave: () => Promise.resolve(),
    openDirect: refuse,
    markRead: refuse,
    members: refuse,
    addMember: refuse,
    setRole: refuse,
    removeMember: refuse,
  };
}
