import { AppError, toAppError } from "@hubbub/errors";
import { withTimeout } from "@hubbub/service-runtime";
import type { HttpResponse, TemplatedApp } from "uWebSockets.js";
import { type GatewayRoute, gatewayRoutes } from "./gateway-route.ts";
import { type Answer, problemAnswer, withSetCookies } from "./http/answer.ts";
import { openExchange } from "./http/exchange.ts";
import { parseJsonBody } from "./http/parse-json-body.ts";
import { readBody } from "./http/read-body.ts";
import { readRequestHead, type RequestHead } from "./http/request-head.ts";
import { restCallContext } from "./http/rest-call-context.ts";
import { noRouteAnswer } from "./http/no-route-answer.ts";
import { handlerTimeoutMs, maxDiscardedBytes, maxRunningRequests } from "./limits.ts";
import type { RestOptions } from "./rest-options.ts";
import { buildRouteTable } from "./routes/route-table.ts";

/**
 * Serves the REST routes of `services` as their `google.api.http` annotations say, and `routes` besides; everything that
 * no other route of the app takes gets `route_not_found`. Call it once an app. Throws if the options do not fit together.
 */
export function registerRestRoutes(app: TemplatedApp, options: RestOptions): void {
  const { isDraining = () => false } = options;
  const table = buildRouteTable(gatewayRoutes(options));
  const load = { running: 0 };

  app.any("/*", (res, req) => {
    const head = readRequestHead(res, req);
    const path = table.match(head.path);
    const route = path?.routes.find(({ method }) => method === (head.method === "HEAD" ? "GET" : head.method));
    const exchange = openExchange(res, head, path?.routes[0]?.template ?? "unmatched", options.metrics);
    const closeConnection = () => isDraining() || head.contentLength > maxDiscardedBytes;
    if (path === undefined || route === undefined) {
      exchange.answer(noRouteAnswer(head, path?.routes), closeConnection());
    } else {
      void runRoute(route, path.values, res, head, load, options).then((answer) =>
        exchange.answer(answer, closeConnection()),
      );
    }
  });
}

/** Never rejects: an error is an answer too. Never settles if the client goes away while it sends its body. */
async function runRoute(
  route: GatewayRoute,
  pathValues: readonly string[],
  res: HttpResponse,
  head: RequestHead,
  load: { running: number },
  { logger }: RestOptions,
): Promise<Answer> {
  const setCookies: string[] = [];
  try {
    const bytes = route.hasBody ? await readBody(res, head.contentLength) : undefined;
    const body = bytes && parseJsonBody(bytes, head.contentType);
    const call = restCallContext(head, setCookies);
    return withSetCookies(
      await runBounded(() => route.run({ pathValues, query: head.query, body }, call), load),
      setCookies,
    );
  } catch (error) {
    const appError = toAppError(error);
    if (appError.code === "internal") {
      logger.error(
        { err: appError.cause ?? appError, method: route.method, route: route.template },
        "a request failed",
      );
    }
    // Also here: a refused refresh may clear its cookie.
    return withSetCookies(problemAnswer(appError), setCookies);
  }
}

async function runBounded(run: () => Promise<Answer>, load: { running: number }): Promise<Answer> {
  if (load.running >= maxRunningRequests) throw new AppError("overloaded", undefined, { retryAfterMs: 1000 });
  load.running += 1;
  try {
    return await withTimeout(run(), handlerTimeoutMs, () => new AppError("unavailable", "The request took too long"));
  } finally {
    load.running -= 1;
  }
}
