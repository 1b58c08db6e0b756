import type { Route } from "./route.ts";

export function toPath(route: Route): string {
  switch (route.page) {
    case "home":
    case "unknown":
      return "/";
    case "room":
      return `/rooms/${route.roomId}${part("messages/", route.seq)}${part("", route.panel)}${part("", route.about)}${(route.panel === "search" && route.query) || ""}`;
    case "settings":
    case "admin":
      return `/${route.page}/${route.section}`;
    case "browse":
    case "threads":
    case "sign-in":
    case "sign-up":
      return `/${route.page}`;
  }
}

function part(before: string, value: string | number | undefined): string {
  return value === undefined ? "" : `/${before}${value}`;
}
