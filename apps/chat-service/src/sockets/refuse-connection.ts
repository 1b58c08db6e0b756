import type { HttpResponse } from "uWebSockets.js";

/** Answers who cannot be taken right now. */
export function refuseConnection(res: HttpResponse, retryAfterSeconds: number): void {
  res.cork(() => {
    res
      .writeStatus("503 Service Unavailable")
      .writeHeader("Retry-After", String(retryAfterSeconds))
      .writeHeader("Content-Type", "text/plain")
      .end("This instance takes no more connections right now\n", true);
  });
}
