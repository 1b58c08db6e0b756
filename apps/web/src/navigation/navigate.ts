import { type PanelName, type Route, toRoute } from "./route.ts";
import { toPath } from "./to-path.ts";

/** Said where one goes to the page that one is at: whoever cannot show it tries again (`useRevisit`). */
export const revisitEvent = "revisit";

/** Goes to a page. `replace` leaves no way back to the one before. Within a room its panel stays as it is. */
export function navigate(route: Route, how: "push" | "replace" = "push"): void {
  const here = toRoute(location.pathname);
  if (route.page !== "room" || here.page !== "room" || route.roomId !== here.roomId) return go(route, how);
  const panel = route.panel ?? here.panel;
  go({ ...route, panel }, how, panel === undefined && isPanelClosed() ? "closed" : undefined);
}

/**
 * Opens a panel of the room that is shown: a step of its own for the way back. Or closes it; one that the address does not name
 * where one is. `isInPlaceOf`: of one that stands there by itself, and does so again after this one.
 */
export function showPanel(panel: PanelName | undefined, isInPlaceOf = false): void {
  const here = toRoute(location.pathname);
  if (here.page !== "room") return;
  if (panel === undefined && history.state === "opened") return history.back();
  const isOverRoom = here.panel === undefined;
  if (isOverRoom && !isInPlaceOf) history.replaceState("closed", "");
  if (here.panel === panel) tell();
  else go({ ...here, panel }, "push", panel === undefined ? "closed" : isOverRoom ? "opened" : undefined);
}

/** The address names no panel any more, as if it had not. */
export function dropPanel(): void {
  const here = toRoute(location.pathname);
  if (here.page === "room") go({ ...here, panel: undefined }, "replace");
}

/** Whether one wanted no panel at this step of the way: then none stands there by itself. */
export function isPanelClosed(): boolean {
  return history.state === "closed";
}

/** What is kept of a step, over reloads too; `opened`: the step before is the same without the panel. */
type Mark = "opened" | "closed";

function go(route: Route, how: "push" | "replace", mark?: Mark): void {
  const path = toPath(route);
  if (path === location.pathname) {
    dispatchEvent(new Event(revisitEvent));
    return;
  }
  if (how === "push") history.pushState(mark, "", path);
  else history.replaceState(mark, "", path);
  tell();
}

function tell(): void {
  dispatchEvent(new PopStateEvent("popstate"));
}
