import type { Route } from "./route.ts";

export function toPath(route: Route): string {
  switch (route.page) {
    case "home":
    case "unknown":
      return "/";
    case "room":
      return `/rooms/${route.roomId}${route.seq === undefined ? "" : `/messages/${route.seq}`}`;
    case "people":
      return `/rooms/${route.roomId}/people`;
    case "settings":
    case "admin":
      return `/${route.page}/${route.section}`;
    case "browse":
    case "sign-in":
    case "sign-up":
      return `/${route.page}`;
  }
}
