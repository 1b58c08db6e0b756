import type { Route } from "./route.ts";
import { toPath } from "./to-path.ts";

/** Said where one goes to the page that one is at: whoever cannot show it tries again (`useRevisit`). */
export const revisitEvent = "revisit";

/** Goes to a page. `replace` leaves no way back to the one before. */
export function navigate(route: Route, how: "push" | "replace" = "push"): void {
  const path = toPath(route);
  if (path === location.pathname) {
    dispatchEvent(new Event(revisitEvent));
    return;
  }
  if (how === "push") history.pushState(null, "", path);
  else history.replaceState(null, "", path);
  dispatchEvent(new PopStateEvent("popstate"));
}
