import type { Mark } from "./navigate.ts";
import { type RoomRoute, toRoute } from "./route.ts";
import { toPath } from "./to-path.ts";

/** What is looked for beside the room is this now (`RoomRoute.query`): no step of its own. */
export function changeQuery(query: string): void {
  const here = toRoute(location.pathname, location.search);
  if (here.page !== "room" || here.panel !== "search") return;
  // What is kept of the step is so of the same step.
  history.replaceState(history.state, "", toPath({ ...here, query }));
  tell();
}

/** Goes to a room, or a message of it, and leaves what stands beside it: the way back leads to that. */
export function goWithoutPanel({ page, roomId, seq }: RoomRoute): void {
  history.pushState("closed" satisfies Mark, "", toPath({ page, roomId, seq }));
  tell();
}

function tell(): void {
  dispatchEvent(new PopStateEvent("popstate"));
}
