import { AppError, toAppError } from "@hubbub/errors";
import { logFailure } from "@hubbub/service-runtime";
import type { HttpResponse, TemplatedApp } from "uWebSockets.js";
import { boundedRun, type BoundedRun } from "./bounded-run.ts";
import { type GatewayRoute, gatewayRoutes } from "./gateway-route.ts";
import { type Answer, problemAnswer, withSetCookies } from "./http/answer.ts";
import { openExchange } from "./http/exchange.ts";
import { parseJsonBody } from "./http/parse-json-body.ts";
import { readBody } from "./http/read-body.ts";
import { readRequestHead, type RequestHead } from "./http/request-head.ts";
import { restCallContext } from "./http/rest-call-context.ts";
import { noRouteAnswer } from "./http/no-route-answer.ts";
import { handlerTimeoutMs, maxBodyBytes, maxDiscardedBytes, maxRunningRequests } from "./limits.ts";
import type { RestOptions } from "./rest-options.ts";
import { buildRouteTable } from "./routes/route-table.ts";

/**
 * Serves the REST routes of `services` as their `google.api.http` annotations say, and `routes` besides; everything that
 * no other route of the app takes gets `route_not_found`. Call it once an app. Throws if the options do not fit together.
 */
export function registerRestRoutes(app: TemplatedApp, options: RestOptions): void {
  const { isDraining = () => false } = options;
  const table = buildRouteTable(gatewayRoutes(options));
  const run = boundedRun({ maxRunning: maxRunningRequests, timeoutMs: options.handlerTimeoutMs ?? handlerTimeoutMs });

  app.any("/*", (res, req) => {
    const head = readRequestHead(res, req);
    const path = table.match(head.path);
    const route = path?.routes.find(({ method }) => method === (head.method === "HEAD" ? "GET" : head.method));
    const exchange = openExchange(res, head, path?.routes[0]?.template ?? "unmatched", options.metrics);
    // uWebSockets.js throws away a body that nobody reads, but should not do so for ever.
    const leavesMuch = route?.hasBody !== true && (head.isChunked || head.contentLength > maxDiscardedBytes);
    const send = (answer: Answer) => exchange.answer(answer, isDraining() || leavesMuch);
    if (path === undefined || route === undefined) send(noRouteAnswer(head, path?.routes));
    else void runRoute(route, path.values, res, head, run, options).then(send);
  });
}

/** Never rejects: an error is an answer too. Never settles if the client goes away while it sends its body. */
async function runRoute(
  route: GatewayRoute,
  pathValues: readonly string[],
  res: HttpResponse,
  head: RequestHead,
  run: BoundedRun,
  { logger }: RestOptions,
): Promise<Answer> {
  const setCookies: string[] = [];
  try {
    const bytes = route.hasBody ? await readBody(res, head.contentLength) : undefined;
    if (bytes === "endless" || bytes === "too large") return tooLarge({ closeConnection: bytes === "endless" });
    const body = bytes && parseJsonBody(bytes, head.contentType);
    const call = restCallContext(head, setCookies);
    const answer = await run(() => route.run({ pathValues, query: head.query, body }, call));
    return withSetCookies(answer, setCookies);
  } catch (error) {
    const appError = toAppError(error);
    logFailure(logger, appError, { method: route.method, route: route.template });
    // Also here: a refused refresh may clear its cookie.
    return withSetCookies(problemAnswer(appError), setCookies);
  }
}

function tooLarge({ closeConnection }: Pick<Answer, "closeConnection">): Answer {
  const error = new AppError("payload_too_large", `The body is larger than ${maxBodyBytes} bytes`);
  return { ...problemAnswer(error), closeConnection: closeConnection === true };
}
