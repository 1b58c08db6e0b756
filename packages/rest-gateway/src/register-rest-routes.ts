import { setImmediate as nextTurn } from "node:timers/promises";
import { AppError, toAppError } from "@hubbub/errors";
import { type CallContext, logFailure } from "@hubbub/service-runtime";
import type { TemplatedApp } from "uWebSockets.js";
import { boundedRun, type BoundedRun } from "./bounded-run.ts";
import { type GatewayRoute, gatewayRoutes } from "./gateway-route.ts";
import { AllowedOrigins } from "./http/allowed-origins.ts";
import { type Answer, problemAnswer, withHeaders } from "./http/answer.ts";
import { assertBoundedUrl } from "./http/assert-bounded-url.ts";
import { assertOwnPage } from "./http/assert-own-page.ts";
import { corsHeaders, preflightAnswer } from "./http/cors.ts";
import { type Exchange, openExchange } from "./http/exchange.ts";
import { parseJsonBody } from "./http/parse-json-body.ts";
import { openBody, type RequestBody } from "./http/request-body.ts";
import { readRequestHead, type RequestHead } from "./http/request-head.ts";
import { restCallContext } from "./http/rest-call-context.ts";
import { noRouteAnswer, takenMethods } from "./http/no-route-answer.ts";
import { handlerTimeoutMs, maxDiscardedBytes, maxRunningRequests } from "./limits.ts";
import type { RestOptions } from "./rest-options.ts";
import { buildRouteTable } from "./routes/route-table.ts";

/**
 * Serves the REST routes of `services` as their `google.api.http` annotations say, and `routes` besides; everything that
 * no other route of the app takes gets `route_not_found`. Call it once an app. Throws if the options do not fit together.
 */
export function registerRestRoutes(app: TemplatedApp, options: RestOptions): void {
  const { isDraining = () => false, origins = new AllowedOrigins([]) } = options;
  const table = buildRouteTable(gatewayRoutes(options));
  const run = boundedRun({ maxRunning: maxRunningRequests, timeoutMs: options.handlerTimeoutMs ?? handlerTimeoutMs });

  app.any("/*", (res, req) => {
    const head = readRequestHead(res, req);
    const path = table.match(head.path);
    const route = path?.routes.find(({ method }) => method === (head.method === "HEAD" ? "GET" : head.method));
    const exchange = openExchange(res, head, path?.routes[0]?.template ?? "unmatched", options.metrics);
    // uWebSockets.js throws away a body that nobody reads, but should not do so for ever.
    const leavesMuch = route?.maxBodyBytes === undefined && (head.isChunked || head.contentLength > maxDiscardedBytes);
    const send = (answer: Answer) => {
      exchange.answer(withHeaders(answer, corsHeaders(head.page, origins)), isDraining() || leavesMuch);
    };
    if (path === undefined || route === undefined) {
      send(preflightAnswer(head, takenMethods(path?.routes), origins) ?? noRouteAnswer(head, path?.routes));
    } else {
      const body = route.maxBodyBytes === undefined ? undefined : openBody(res, head, route.maxBodyBytes);
      void runRoute(route, { pathValues: path.values, head, body, exchange }, run, { ...options, origins }).then(send);
    }
  });
}

type OptionsOfRun = RestOptions & { readonly origins: AllowedOrigins };

interface Incoming {
  readonly pathValues: readonly string[];
  readonly head: RequestHead;
  readonly body: RequestBody | undefined;
  readonly exchange: Exchange;
}

/**
 * Never rejects: an error is an answer too. Never settles if the client goes away while it sends its body. A refusal before
 * the body came whole ends the connection: who is still sending must not make us read on.
 */
async function runRoute(
  route: GatewayRoute,
  { pathValues, head, body, exchange }: Incoming,
  run: BoundedRun,
  options: OptionsOfRun,
): Promise<Answer> {
  const setCookies: string[] = [];
  try {
    const call = restCallContext(head, setCookies);
    await admit(route, { head, body, exchange }, call, run, options);
    const json = body && parseJsonBody(await bytesOf(body, route), head.contentType);
    const answer = await run(() => route.run({ pathValues, query: head.query, page: head.page, body: json }, call));
    return withHeaders(answer, toHeaders(setCookies));
  } catch (error) {
    const appError = toAppError(error);
    logFailure(options.logger, appError, { method: route.method, route: route.template });
    // Also here: a refused refresh may clear its cookie.
    const answer = withHeaders(problemAnswer(appError), toHeaders(setCookies));
    return { ...answer, closeConnection: body?.isWhole === false };
  }
}

/** What is decided by the head alone. Nothing more of the body is taken meanwhile, nor after a refusal. */
async function admit(
  { rpc }: GatewayRoute,
  { head, body, exchange }: Omit<Incoming, "pathValues">,
  call: CallContext,
  run: BoundedRun,
  { needsToken, beforeBody, sessionCookie, origins }: OptionsOfRun,
): Promise<void> {
  try {
    assertBoundedUrl(head);
    if (rpc !== undefined && needsToken?.(rpc) === true && call.bearerToken === undefined) {
      throw new AppError("unauthenticated");
    }
    if (rpc !== undefined && sessionCookie?.countsFor(rpc) === true) {
      assertOwnPage(head, call.cookies.has(sessionCookie.name), origins);
    }
    if (rpc === undefined || body === undefined || beforeBody === undefined) return;
    body.pause();
    await run(() => beforeBody(rpc, call));
  } catch (error) {
    body?.discard();
    if (exchange.isOpen) body?.pause();
    // What came together with the head is handed over after this turn; then its connection may outlive the refusal.
    if (body?.isWhole === false) await nextTurn();
    throw error;
  } finally {
    if (exchange.isOpen) body?.resume();
  }
}

function toHeaders(setCookies: readonly string[]): Answer["headers"] {
  return setCookies.map((cookie) => ["Set-Cookie", cookie] as const);
}

async function bytesOf(body: RequestBody, { maxBodyBytes = 0 }: GatewayRoute): Promise<Uint8Array> {
  const bytes = await body.read();
  if (typeof bytes !== "string") return bytes;
  throw new AppError("payload_too_large", `A request body may have at most ${maxBodyBytes / 1024} KiB here`);
}
