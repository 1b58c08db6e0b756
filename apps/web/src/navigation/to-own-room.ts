import { type RoomRoute, toRoute } from "./route.ts";

/** The room, or the message in one, that an address of this server leads to; undefined for all other addresses. */
export function toOwnRoom(href: string): RoomRoute | undefined {
  if (!URL.canParse(href)) return undefined;
  const { origin, pathname, search } = new URL(href);
  const route = toRoute(pathname, search);
  return origin === location.origin && route.page === "room" ? route : undefined;
}
