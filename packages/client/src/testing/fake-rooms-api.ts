import type { MyRoomPage, RoomsApi } from "../rest/rooms-api.ts";

/** The list of rooms as a server gives it, page by page; everything else is refused. */
export function fakeRoomsApi(
  mine: (token: string) => Promise<MyRoomPage>,
): RoomsApi & { readonly loads: () => number } {
  let loads = 0;
  const refuse = () => Promise.reject(new Error("not part of this test"));
  return {
    loads: () => loads,
    mine: ({ token = "" } = {}) => {
      loads += 1;
      return mine(token);
    },
    create: refuse,
    list: refuse,
    get: refuse,
    update: refuse,
    setAvatar: refuse,
    removeAvatar: refuse,
    join: refuse,
    leave: () => Promise.resolve(),
    openDirect: refuse,
    markRead: refuse,
    markUnread: refuse,
    members: refuse,
    addMember: refuse,
    setRole: refuse,
    removeMember: refuse,
  };
}
