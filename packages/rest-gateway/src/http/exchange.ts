import type { Metrics } from "@hubbub/service-runtime";
import type { HttpResponse } from "uWebSockets.js";
import type { Answer } from "./answer.ts";
import type { RequestHead } from "./request-head.ts";
import { sendAnswer } from "./send-answer.ts";

/** One request on its way to its answer: counted, and answered at most once, for the client may have gone. */
export interface Exchange {
  /** Neither answered nor left by its client: the response may be used. */
  readonly isOpen: boolean;
  /** `closeConnection` for whatever reason; the answer may have one of its own. */
  answer(answer: Answer, closeConnection: boolean): void;
}

/** What Nginx counts for a client that went away before its answer. */
const clientGone = 499;

/** Call it before the first await. `route` is a template or "unmatched": the metrics' labels are closed sets. */
export function openExchange(res: HttpResponse, head: RequestHead, route: string, metrics: Metrics): Exchange {
  const labels = { route, method: knownMethods.has(head.method) ? head.method : "other" };
  const observe = metrics.httpSeconds.startTimer(labels);
  let open = true;
  metrics.httpInFlight.inc();

  function finish(status: number): void {
    open = false;
    metrics.httpInFlight.dec();
    metrics.httpRequests.inc({ ...labels, status: String(status) });
    observe();
  }

  res.onAborted(() => {
    if (open) finish(clientGone);
  });
  return {
    get isOpen() {
      return open;
    },
    answer(answer, closeConnection) {
      if (!open) return;
      finish(answer.status);
      sendAnswer(res, answer, {
        withoutBody: head.method === "HEAD",
        closeConnection: closeConnection || answer.closeConnection === true,
      });
    },
  };
}

const knownMethods = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);
