export type Route =
  | { readonly page: "home" }
  | { readonly page: "browse" }
  /** With `seq` at that message. */
  | { readonly page: "room"; readonly roomId: number; readonly seq?: number }
  /** On a phone the people of a room are a page of their own. */
  | { readonly page: "people"; readonly roomId: number }
  | { readonly page: "settings"; readonly section: SettingsSection }
  /** For server admins. */
  | { readonly page: "admin"; readonly section: AdminSection }
  | { readonly page: "sign-in" }
  | { readonly page: "sign-up" }
  | { readonly page: "unknown" };

export const settingsSections = ["account", "sessions", "blocked"] as const;
export type SettingsSection = (typeof settingsSections)[number];
export const adminSections = ["people", "audit"] as const;
export type AdminSection = (typeof adminSections)[number];

export function toRoute(path: string): Route {
  const [, id, part, seq] =
    /^\/rooms\/([1-9][0-9]{0,14})(?:\/(people)|\/messages\/([1-9][0-9]{0,14}))?\/?$/.exec(path) ?? [];
  if (id !== undefined) {
    const roomId = Number(id);
    if (part !== undefined) return { page: "people", roomId };
    return seq === undefined ? { page: "room", roomId } : { page: "room", roomId, seq: Number(seq) };
  }
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
    case "/sign-in":
      return { page: "sign-in" };
    case "/sign-up":
      return { page: "sign-up" };
    default:
      return { page: "unknown" };
  }
}
