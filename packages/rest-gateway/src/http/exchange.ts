import {
  type CallContext,
  type Logger,
  type Metrics,
  parseTraceparent,
  type Span,
  toMs,
} from "@hubbub/service-runtime";
import type { HttpResponse } from "uWebSockets.js";
import { type Answer, giveUp, isStreamed } from "./answer.ts";
import { knownMethods } from "./known-methods.ts";
import type { RequestHead } from "./request-head.ts";
import { sendAnswer } from "./send-answer.ts";
import { sendStream } from "./send-stream.ts";

/** One request on its way to its answer: counted, and answered at most once, for the client may have gone. */
export interface Exchange {
  /** Neither answered nor left by its client: the response may be used. */
  readonly isOpen: boolean;
  /** What its handler is told, once it is called: for the log. */
  call: CallContext | undefined;
  /** Runs it when the client goes away before it has all of its answer. */
  whenLost(run: () => void): void;
  /**
   * `closeConnection` for whatever reason; the answer may have one of its own. Resolves when it was written, as far as the
   * client took it; rejects with what broke a streamed one off.
   */
  answer(answer: Answer, closeConnection: boolean): Promise<void>;
}

/** What Nginx counts for a client that went away before its answer. */
const clientGone = 499;

export interface ExchangeOptions {
  /** A template or "unmatched": the metrics' labels are closed sets. */
  readonly route: string;
  /** The segments at the template's parameters, as they were sent. */
  readonly pathValues: readonly string[];
  readonly metrics: Metrics;
  readonly logger: Logger;
  /** Ends with the answer. */
  readonly span?: Span | undefined;
}

/** Call it before the first await. */
export function openExchange(
  res: HttpResponse,
  head: RequestHead,
  { route, pathValues, metrics, logger, span }: ExchangeOptions,
): Exchange {
  const labels = { route, method: knownMethods.has(head.method) ? head.method : "other" };
  const observe = metrics.httpSeconds.startTimer(labels);
  const lost: (() => void)[] = [];
  let state: "open" | "answering" | "done" = "open";
  metrics.httpInFlight.inc();

  function finish(status: number): void {
    if (state === "done") return;
    state = "done";
    metrics.httpInFlight.dec();
    metrics.httpRequests.inc({ ...labels, status: String(status) });
    const seconds = observe();
    span?.set({ "http.response.status_code": status });
    if (logger.isLevelEnabled("debug")) say(status, seconds);
    span?.end(status >= 400 ? { error: String(status), isFault: status >= 500 } : {});
  }

  function say(status: number, seconds: number): void {
    const where = { ...placeOf(route, pathValues), route, method: labels.method, status };
    const { clientAddress } = head;
    const trace = span?.traceId ?? parseTraceparent(head.traceparent)?.traceId;
    logger.debug({ userId: exchange.call?.callerId, ...where, ms: toMs(seconds), clientAddress, trace }, "request");
  }

  res.onAborted(() => {
    finish(clientGone);
    for (const run of lost) run();
  });
  const exchange: Exchange = {
    call: undefined,
    get isOpen() {
      return state === "open";
    },
    whenLost: (run) => void lost.push(run),
    async answer(answer, close) {
      if (state !== "open") return giveUp(answer);
      state = "answering";
      const options = {
        withoutBody: head.method === "HEAD",
        closeConnection: close || answer.closeConnection === true,
      };
      if (!isStreamed(answer)) {
        finish(answer.status);
        sendAnswer(res, answer, options);
        return;
      }
      const sent = await sendStream(res, answer, options, (run) => void lost.push(run));
      if (sent === "sent") finish(answer.status);
    },
  };
  return exchange;
}

/** Which room and which of its events a path names. Its other segments may be what somebody wrote. */
function placeOf(route: string, values: readonly string[]): { roomId?: number; seq?: number } {
  const place: { roomId?: number; seq?: number } = {};
  let at = 0;
  for (const [parameter, ofRoom] of route.matchAll(/(rooms\/)?\{\w+\}/g)) {
    const value = values[at++] ?? "";
    if (!/^\d{1,15}$/.test(value)) continue;
    if (ofRoom !== undefined) place.roomId = Number(value);
    else if (parameter === "{seq}") place.seq = Number(value);
  }
  return place;
}
