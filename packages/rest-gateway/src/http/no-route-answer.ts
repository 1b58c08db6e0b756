import { AppError } from "@hubbub/errors";
import { type Answer, problemAnswer } from "./answer.ts";
import type { RequestHead } from "./request-head.ts";

/** For a path without routes, or without one of the request's method. `routes` are those of the path, if it has any. */
export function noRouteAnswer(
  { method, path }: RequestHead,
  routes: readonly { readonly method: string }[] | undefined,
): Answer {
  if (routes === undefined) {
    const shown = path.length > 200 ? `${path.slice(0, 200)}…` : path;
    return problemAnswer(new AppError("route_not_found", `There is nothing at ${shown}`));
  }
  const taken = takenMethods(routes);
  const allow = [["Allow", [...taken, "OPTIONS"].join(", ")]] as const;
  if (method === "OPTIONS") return { status: 200, headers: allow, body: "" };
  return problemAnswer(new AppError("method_not_allowed", `This address takes ${taken.join(", ")}`), allow);
}

/** HEAD wherever GET is. */
export function takenMethods(routes: readonly { readonly method: string }[] = []): readonly string[] {
  return routes.flatMap(({ method }) => (method === "GET" ? ["GET", "HEAD"] : [method]));
}
