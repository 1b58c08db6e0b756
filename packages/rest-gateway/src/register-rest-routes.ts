import { AppError, toAppError } from "@hubbub/errors";
import { withTimeout } from "@hubbub/service-runtime";
import type { HttpResponse, TemplatedApp } from "uWebSockets.js";
import { type GatewayRoute, gatewayRoutes } from "./gateway-route.ts";
import { type Answer, problemAnswer } from "./http/answer.ts";
import { parseJsonBody } from "./http/parse-json-body.ts";
import { readBody } from "./http/read-body.ts";
import { readRequestHead, type RequestHead } from "./http/request-head.ts";
import { restCallContext } from "./http/rest-call-context.ts";
import { sendAnswer } from "./http/send-answer.ts";
import { handlerTimeoutMs, maxDiscardedBytes, maxRequestsInFlight } from "./limits.ts";
import type { RestOptions } from "./rest-options.ts";
import { buildRouteTable, type MatchedPath } from "./routes/route-table.ts";

/**
 * Serves the REST routes of `services` as their `google.api.http` annotations say, and `routes` besides; everything that
 * no other route of the app takes gets `route_not_found`. Call it once an app. Throws if the options do not fit together.
 */
export function registerRestRoutes(app: TemplatedApp, options: RestOptions): void {
  const { metrics, isDraining = () => false } = options;
  const table = buildRouteTable(gatewayRoutes(options));
  let inFlight = 0;

  app.any("/*", (res, req) => {
    const head = readRequestHead(res, req);
    const matched = table.match(head.path);
    const route = matched?.routes.get(head.method === "HEAD" ? "GET" : (head.method as "GET"));
    const labels = {
      route: matched === undefined ? "unmatched" : templateOf(matched),
      method: methodLabel(head.method),
    };
    const observe = metrics.httpSeconds.startTimer(labels);
    let open = true;
    metrics.httpInFlight.set((inFlight += 1));
    const finish = (status: number) => {
      open = false;
      metrics.httpInFlight.set((inFlight -= 1));
      metrics.httpRequests.inc({ ...labels, status: String(status) });
      observe();
    };
    // 499 as Nginx counts them: the client went away.
    res.onAborted(() => open && finish(499));

    const setCookies: string[] = [];
    const answered =
      matched === undefined || route === undefined
        ? Promise.resolve(withoutRoute(head, matched))
        : inFlight > maxRequestsInFlight
          ? Promise.resolve(problemAnswer(new AppError("overloaded", undefined, { retryAfterMs: 1000 })))
          : run(route, matched.values, res, head, setCookies, options);
    void answered.then((answer) => {
      if (!open) return;
      finish(answer.status);
      const cookies = setCookies.map((cookie) => ["Set-Cookie", cookie] as const);
      sendAnswer(
        res,
        { ...answer, headers: [...answer.headers, ...cookies] },
        {
          withoutBody: head.method === "HEAD",
          closeConnection: isDraining() || head.contentLength > maxDiscardedBytes,
        },
      );
    });
  });
}

/** Never rejects: an error is an answer too. */
async function run(
  route: GatewayRoute,
  pathValues: readonly string[],
  res: HttpResponse,
  head: RequestHead,
  setCookies: string[],
  { logger }: RestOptions,
): Promise<Answer> {
  try {
    const bytes = route.hasBody ? await readBody(res, head.contentLength) : undefined;
    const body = bytes && parseJsonBody(bytes, head.contentType);
    return await withTimeout(
      route.run({ pathValues, query: head.query, body }, restCallContext(head, setCookies)),
      handlerTimeoutMs,
      () => new AppError("unavailable", "The request took too long"),
    );
  } catch (error) {
    const appError = toAppError(error);
    if (appError.code === "internal") {
      logger.error(
        { err: appError.cause ?? appError, method: route.method, route: route.template },
        "a request failed",
      );
    }
    return problemAnswer(appError);
  }
}

function withoutRoute({ method, path }: RequestHead, matched: MatchedPath<GatewayRoute> | undefined): Answer {
  if (matched === undefined) {
    return problemAnswer(new AppError("route_not_found", `There is nothing at ${shortened(path)}`));
  }
  const allowed = [...matched.routes.keys()].flatMap((name) => (name === "GET" ? [name, "HEAD"] : [name]));
  const allow = [["Allow", [...allowed, "OPTIONS"].join(", ")] as const];
  if (method === "OPTIONS") return { status: 200, headers: allow, body: "" };
  return problemAnswer(new AppError("method_not_allowed", `This address takes ${allowed.join(", ")}`), allow);
}

function templateOf(matched: MatchedPath<GatewayRoute>): string {
  const [first] = matched.routes.values();
  return first?.template ?? "unmatched";
}

function methodLabel(method: string): string {
  return /^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/.test(method) ? method : "other";
}

function shortened(path: string): string {
  return path.length > 200 ? `${path.slice(0, 200)}…` : path;
}
