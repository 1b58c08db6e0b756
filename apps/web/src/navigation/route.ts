export type Route =
  | { readonly page: "home" }
  | { readonly page: "browse" }
  | { readonly page: "threads" }
  | RoomRoute
  | { readonly page: "settings"; readonly section: SettingsSection }
  /** For server admins. */
  | { readonly page: "admin"; readonly section: AdminSection }
  | { readonly page: "sign-in" }
  | { readonly page: "sign-up" }
  | { readonly page: "unknown" };

export interface RoomRoute {
  readonly page: "room";
  readonly roomId: number;
  /** At that message. */
  readonly seq?: number | undefined;
  /** What is open beside the conversation. */
  readonly panel?: PanelName | undefined;
  /** What that is about: of a thread the message that it is of. */
  readonly about?: number | undefined;
  /** What is looked for there, as the address has it after its path: `?q=…`, or nothing. */
  readonly query?: string | undefined;
}

/** What stands beside a room, by the names in its address; each has its entry in `pages/room/panels/panels.ts`. */
export const panelNames = ["files", "people", "pins", "search", "thread"] as const;
export type PanelName = (typeof panelNames)[number];

export const settingsSections = ["account", "sessions", "blocked"] as const;
export type SettingsSection = (typeof settingsSections)[number];
export const adminSections = ["people", "audit"] as const;
export type AdminSection = (typeof adminSections)[number];

/** `query`: what follows the path, which nothing but a search has. */
export function toRoute(path: string, query = ""): Route {
  const [, id, seq, panel, about] = roomPath.exec(path) ?? [];
  if (id !== undefined) return toRoomRoute(Number(id), seq, panel, about, query);
  const [, area, name] = /^\/(settings|admin)(?:\/([a-z]+))?\/?$/.exec(path) ?? [];
  if (area === "settings") {
    const section = name === undefined ? "account" : settingsSections.find((one) => one === name);
    return section === undefined ? { page: "unknown" } : { page: "settings", section };
  }
  if (area === "admin") {
    const section = name === undefined ? "people" : adminSections.find((one) => one === name);
    return section === undefined ? { page: "unknown" } : { page: "admin", section };
  }
  switch (path.replace(/(.)\/$/, "$1")) {
    case "/":
      return { page: "home" };
    case "/browse":
      return { page: "browse" };
    case "/threads":
      return { page: "threads" };
    case "/sign-in":
      return { page: "sign-in" };
    case "/sign-up":
      return { page: "sign-up" };
    default:
      return { page: "unknown" };
  }
}

/** A room, a message of it, a panel and what that is about: `/rooms/7/messages/123/thread/50`. */
const roomPath =
  /^\/rooms\/([1-9][0-9]{0,14})(?:\/messages\/([1-9][0-9]{0,14}))?(?:\/(?!messages(?:\/|$))([a-z]+)(?:\/([^/]+))?)?\/?$/;

/** A panel that this page does not know, of a later one, is none; nor is a thread of nothing. */
function toRoomRoute(
  roomId: number,
  seq: string | undefined,
  name: string | undefined,
  said: string | undefined,
  query: string,
): RoomRoute {
  const about = /^[1-9][0-9]{0,14}$/.test(said ?? "") ? Number(said) : undefined;
  const panel = panelNames.find((one) => one === name && (one !== "thread" || about !== undefined));
  return {
    page: "room",
    roomId,
    ...(seq === undefined ? {} : { seq: Number(seq) }),
    ...(panel === undefined ? {} : { panel }),
    ...(panel === "thread" ? { about } : {}),
    ...(panel === "search" ? { query } : {}),
  };
}
