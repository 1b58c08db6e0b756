import { type PanelName, type Route, toRoute } from "./route.ts";
import { toPath } from "./to-path.ts";

/** Said where one goes to the page that one is at: whoever cannot show it tries again (`useRevisit`). */
export const revisitEvent = "revisit";

/** Goes to a page. `replace` leaves no way back to the one before. Within a room its panel stays as it is. */
export function navigate(route: Route, how: "push" | "replace" = "push"): void {
  const here = toRoute(location.pathname);
  if (route.page !== "room" || here.page !== "room" || route.roomId !== here.roomId) return go(route, how);
  const panel = route.panel ?? here.panel;
  go({ ...route, panel }, how, panel === undefined ? "closed" : undefined);
}

/** Opens a panel of the room that is shown, or closes it: a step of its own for the way back. */
export function showPanel(panel: PanelName | undefined): void {
  const here = toRoute(location.pathname);
  if (here.page !== "room" || here.panel === panel) return;
  if (panel === undefined && history.state === "opened") return history.back();
  const isOverRoom = here.panel === undefined;
  if (isOverRoom) history.replaceState("closed", "");
  go({ ...here, panel }, "push", panel === undefined ? "closed" : isOverRoom ? "opened" : undefined);
}

/** The address names a panel that nobody asked for. */
export function restPanel(panel: PanelName): void {
  const here = toRoute(location.pathname);
  if (here.page === "room") go({ ...here, panel }, "replace", "resting");
}

export function isPanelResting(): boolean {
  return history.state === "resting";
}

/** The address names no panel any more, as if it had not. */
export function dropPanel(): void {
  const here = toRoute(location.pathname);
  if (here.page === "room") go({ ...here, panel: undefined }, "replace");
}

/** Whether one has seen this room at this step of the way without a panel: then none opens by itself. */
export function isPanelClosed(): boolean {
  return history.state === "closed";
}

/** What is kept of a step, over reloads too; `opened`: the step before is the same without the panel. */
type Mark = "opened" | "closed" | "resting";

function go(route: Route, how: "push" | "replace", mark?: Mark): void {
  const path = toPath(route);
  if (path === location.pathname) {
    dispatchEvent(new Event(revisitEvent));
    return;
  }
  if (how === "push") history.pushState(mark, "", path);
  else history.replaceState(mark, "", path);
  dispatchEvent(new PopStateEvent("popstate"));
}
