import type { Route } from "./route.ts";
import { toPath } from "./to-path.ts";

/** Goes to a page. `replace` leaves no way back to the one before. */
export function navigate(route: Route, how: "push" | "replace" = "push"): void {
  const path = toPath(route);
  if (path === location.pathname) return;
  if (how === "push") history.pushState(null, "", path);
  else history.replaceState(null, "", path);
  dispatchEvent(new PopStateEvent("popstate"));
}
