export type Route =
  | { readonly page: "home" }
  | { readonly page: "browse" }
  | { readonly page: "room"; readonly roomId: number }
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
  const room = /^\/rooms\/([1-9][0-9]{0,14})(\/people)?\/?$/.exec(path);
  if (room?.[1] !== undefined) {
    return { page: room[2] === undefined ? "room" : "people", roomId: Number(room[1]) };
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
