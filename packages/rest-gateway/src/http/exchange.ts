import type { Metrics } from "@hubbub/service-runtime";
import type { HttpResponse } from "uWebSockets.js";
import { type Answer, giveUp, isStreamed } from "./answer.ts";
import type { RequestHead } from "./request-head.ts";
import { sendAnswer } from "./send-answer.ts";
import { sendStream } from "./send-stream.ts";

/** One request on its way to its answer: counted, and answered at most once, for the client may have gone. */
export interface Exchange {
  /** Neither answered nor left by its client: the response may be used. */
  readonly isOpen: boolean;
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

/** Call it before the first await. `route` is a template or "unmatched": the metrics' labels are closed sets. */
export function openExchange(res: HttpResponse, head: RequestHead, route: string, metrics: Metrics): Exchange {
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
    observe();
  }

  res.onAborted(() => {
    finish(clientGone);
    for (const run of lost) run();
  });
  return {
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
}

const knownMethods = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);
