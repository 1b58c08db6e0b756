import { type PanelName, type RoomRoute, type Route, toRoute } from "./route.ts";
import { toPath } from "./to-path.ts";

/** Said where one goes to the page that one is at: whoever cannot show it tries again (`useRevisit`). */
export const revisitEvent = "revisit";

/** Goes to a page. `replace` leaves no way back to the one before. Within a room its panel stays as it is. */
export function navigate(route: Route, how: "push" | "replace" = "push"): void {
  const here = whereOneIs();
  if (route.page !== "room" || here.page !== "room" || route.roomId !== here.roomId) return go(route, how);
  const { panel, about, query } = route.panel === undefined ? here : route;
  go({ ...route, panel, about, query }, how, panel === undefined && isPanelClosed() ? "closed" : undefined);
}

/**
 * Opens a panel of the room that is shown: a step of its own for the way back. Or closes it; one that the address does not name
 * where one is. `about`: what it is about; `isInPlaceOf`: of one that stands there by itself, and does so again after this one.
 */
export function showPanel(
  panel: PanelName | undefined,
  { about, isInPlaceOf = false }: { readonly about?: number | undefined; readonly isInPlaceOf?: boolean } = {},
): void {
  const here = whereOneIs();
  if (here.page !== "room") return;
  if (panel === undefined && history.state === "opened") return history.back();
  const isOverRoom = here.panel === undefined;
  if (isOverRoom && !isInPlaceOf) history.replaceState("closed", "");
  if (here.panel === panel && here.about === about) tell();
  else
    go(
      { ...(about === undefined ? here : withoutSeq(here)), panel, about },
      "push",
      panel === undefined ? "closed" : isOverRoom ? "opened" : undefined,
    );
}

/** The address names no panel any more, as if it had not. */
export function dropPanel(): void {
  const here = whereOneIs();
  if (here.page === "room") go({ ...here, panel: undefined, about: undefined }, "replace");
}

/** Whether one wanted no panel at this step of the way: then none stands there by itself. */
export function isPanelClosed(): boolean {
  return history.state === "closed";
}

/** What a panel is about stands there by itself: the message that one was at is of the room. */
function withoutSeq({ page, roomId }: RoomRoute): RoomRoute {
  return { page, roomId };
}

/** What is kept of a step, over reloads too; `opened`: the step before is the same without the panel. */
export type Mark = "opened" | "closed";

function go(route: Route, how: "push" | "replace", mark?: Mark): void {
  const path = toPath(route);
  if (path === location.pathname + location.search) {
    dispatchEvent(new Event(revisitEvent));
    return;
  }
  if (how === "push") history.pushState(mark, "", path);
  else history.replaceState(mark, "", path);
  tell();
}

function whereOneIs(): Route {
  return toRoute(location.pathname, location.search);
}

function tell(): void {
  dispatchEvent(new PopStateEvent("popstate"));
}
