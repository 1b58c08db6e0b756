import { setImmediate as nextTurn } from "node:timers/promises";
import { AppError, toAppError } from "@hubbub/errors";
import { type CallContext, logFailure } from "@hubbub/service-runtime";
import type { HttpResponse, TemplatedApp } from "uWebSockets.js";
import { boundedRun, type BoundedRun } from "./bounded-run.ts";
import { type GatewayRoute, gatewayRoutes } from "./gateway-route.ts";
import { AllowedOrigins } from "./http/allowed-origins.ts";
import { type Answer, giveUp, isStreamed, problemAnswer, withHeaders } from "./http/answer.ts";
import { assertBoundedUrl } from "./http/assert-bounded-url.ts";
import { assertOwnPage } from "./http/assert-own-page.ts";
import { corsHeaders, preflightAnswer } from "./http/cors.ts";
import { type Exchange, openExchange } from "./http/exchange.ts";
import { parseJsonBody } from "./http/parse-json-body.ts";
import { openBody, type WholeBody } from "./http/request-body.ts";
import { beginRequestSpan } from "./http/request-span.ts";
import { readRequestHead, type RequestHead } from "./http/request-head.ts";
import { restCallContext } from "./http/rest-call-context.ts";
import { noRouteAnswer, takenMethods } from "./http/no-route-answer.ts";
import { openUpload, type Upload } from "./http/upload.ts";
import { UploadPace } from "./http/upload-pace.ts";
import {
  handlerTimeoutMs,
  maxDiscardedBytes,
  maxRunningRequests,
  maxRunningUploads,
  maxStreamedAnswers,
  maxStreamedAnswersOfAddress,
  uploadTimeoutMs,
} from "./limits.ts";
import type { RestOptions } from "./rest-options.ts";
import { buildRouteTable } from "./routes/route-table.ts";

/**
 * Serves the REST routes of `services` as their `google.api.http` annotations say, and `routes` besides; everything that
 * no other route of the app takes gets `route_not_found`. Call it once an app. Throws if the options do not fit together.
 */
export function registerRestRoutes(app: TemplatedApp, options: RestOptions): void {
  const { isDraining = () => false, origins = new AllowedOrigins([]), tracing } = options;
  const table = buildRouteTable(gatewayRoutes(options));
  const runs = {
    requests: boundedRun({
      maxRunning: maxRunningRequests,
      timeoutMs: options.handlerTimeoutMs ?? handlerTimeoutMs,
    }),
    uploads: boundedRun({ maxRunning: maxRunningUploads, timeoutMs: options.uploadTimeoutMs ?? uploadTimeoutMs }),
  };
  const boundStreams = boundedStreams();
  const pace = new UploadPace();
  const bodyOf = (
    { maxBodyBytes, takesUpload }: GatewayRoute,
    res: HttpResponse,
    head: RequestHead,
    exchange: Exchange,
  ) => {
    if (maxBodyBytes === undefined) return undefined;
    return takesUpload
      ? openUpload(res, head, exchange, { maxBytes: maxBodyBytes, pace })
      : openBody(res, head, maxBodyBytes);
  };

  app.any("/*", (res, req) => {
    const head = readRequestHead(res, req);
    const path = table.match(head.path);
    const route = path?.routes.find(({ method }) => method === (head.method === "HEAD" ? "GET" : head.method));
    const template = path?.routes[0]?.template ?? "unmatched";
    const span = tracing && beginRequestSpan(tracing, req, { method: head.method, route: template, rpc: route?.rpc });
    const exchange = openExchange(res, head, { ...options, route: template, pathValues: path?.values ?? [], span });
    // uWebSockets.js throws away a body that nobody reads, but should not do so for ever.
    const leavesMuch = route?.maxBodyBytes === undefined && (head.isChunked || head.contentLength > maxDiscardedBytes);
    const send = (answer: Answer) =>
      exchange.answer(withHeaders(answer, corsHeaders(head.page, origins)), isDraining() || leavesMuch);
    if (path === undefined || route === undefined) {
      void send(preflightAnswer(head, takenMethods(path?.routes), origins) ?? noRouteAnswer(head, path?.routes));
    } else {
      const incoming = { pathValues: path.values, head, body: bodyOf(route, res, head, exchange), exchange };
      const serve = () =>
        runRoute(route, incoming, runs, { ...options, origins })
          .then((answer) => boundStreams(head.clientAddress, answer, send))
          .catch((error: unknown) => logFailure(options.logger, toAppError(error), whereOf(route)));
      void (tracing === undefined || span === undefined ? serve() : tracing.within(span, serve));
    }
  });
}

type OptionsOfRun = RestOptions & { readonly origins: AllowedOrigins };

interface Runs {
  readonly requests: BoundedRun;
  readonly uploads: BoundedRun;
}

interface Incoming {
  readonly pathValues: readonly string[];
  readonly head: RequestHead;
  readonly body: WholeBody | Upload | undefined;
  readonly exchange: Exchange;
}

/**
 * Never rejects: an error is an answer too. Never settles if the client goes away while it sends a body that is no upload. An
 * answer before the body came whole ends the connection: who is still sending must not make us read on.
 */
async function runRoute(
  route: GatewayRoute,
  { pathValues, head, body, exchange }: Incoming,
  runs: Runs,
  options: OptionsOfRun,
): Promise<Answer> {
  const setCookies: string[] = [];
  const upload = body !== undefined && "incoming" in body ? body : undefined;
  const whole = body !== undefined && "read" in body ? body : undefined;
  const answered = async (): Promise<Answer> => {
    const call = restCallContext(head, setCookies, upload?.incoming);
    exchange.call = call;
    await admit(route, { head, body, exchange }, call, runs.requests, options);
    upload?.admit();
    const json = whole && parseJsonBody(await bytesOf(whole, route), head.contentType);
    return handled(upload === undefined ? runs.requests : runs.uploads, () =>
      route.run({ pathValues, head, body: json }, call),
    );
  };
  const answer = await answered().catch((error: unknown) => {
    const appError = toAppError(error);
    logFailure(options.logger, appError, {
      ...whereOf(route),
      userId: exchange.call?.callerId,
      trace: exchange.call?.trace,
    });
    return problemAnswer(appError);
  });
  await upload?.finish();
  // Also where it is refused: a refused refresh may clear its cookie.
  return { ...withHeaders(answer, toHeaders(setCookies)), closeConnection: body?.isWhole === false };
}

/** What a handler answers after its time nobody sends. */
async function handled(run: BoundedRun, work: () => Promise<Answer>): Promise<Answer> {
  let isGivenUp = false;
  try {
    return await run(async () => {
      const answer = await work();
      if (isGivenUp) await giveUp(answer);
      return answer;
    });
  } finally {
    isGivenUp = true;
  }
}

/** Sends an answer, unless too many are being streamed already, of all or of its client's address. */
function boundedStreams(): (address: string, answer: Answer, send: (answer: Answer) => Promise<void>) => Promise<void> {
  let streamed = 0;
  const streamedTo = new Map<string, number>();
  const count = (address: string, change: 1 | -1) => {
    const ofAddress = (streamedTo.get(address) ?? 0) + change;
    streamed += change;
    if (ofAddress === 0) streamedTo.delete(address);
    else streamedTo.set(address, ofAddress);
  };
  return async (address, answer, send) => {
    if (!isStreamed(answer)) return send(answer);
    if (streamed >= maxStreamedAnswers || (streamedTo.get(address) ?? 0) >= maxStreamedAnswersOfAddress) {
      await giveUp(answer);
      return send(problemAnswer(new AppError("overloaded", undefined, { retryAfterMs: 1000 })));
    }
    count(address, 1);
    try {
      await send(answer);
    } finally {
      count(address, -1);
    }
  };
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

function whereOf({ method, template }: GatewayRoute): Readonly<Record<string, string>> {
  return { method, route: template };
}

function toHeaders(setCookies: readonly string[]): Answer["headers"] {
  return setCookies.map((cookie) => ["Set-Cookie", cookie] as const);
}

async function bytesOf(body: WholeBody, { maxBodyBytes = 0 }: GatewayRoute): Promise<Uint8Array> {
  const bytes = await body.read();
  if (typeof bytes !== "string") return bytes;
  throw new AppError("payload_too_large", `A request body may have at most ${maxBodyBytes / 1024} KiB here`);
}
