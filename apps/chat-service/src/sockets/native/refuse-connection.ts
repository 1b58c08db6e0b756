import { AppError, toProblem } from "@hubbub/errors";
import { originRefusal } from "@hubbub/rest-gateway";
import type { HttpResponse } from "uWebSockets.js";
import type { Admission } from "../session/connection-gate.ts";

/** Answers a page that may not connect. Its browser shows it no more than that it failed. */
export function refuseOrigin(res: HttpResponse): void {
  res.cork(() => {
    res
      .writeStatus("403 Forbidden")
      .writeHeader("Content-Type", "application/problem+json")
      .end(JSON.stringify(toProblem(originRefusal())), true);
  });
}

/** Answers who cannot be taken right now: 429 where it is the address' own doing, 503 where it is not. */
export function refuseConnection(
  res: HttpResponse,
  { status, retryAfterMs }: Extract<Admission, { admitted: false }>,
): void {
  const error =
    status === 429
      ? new AppError("rate_limited", "This address opens too many connections", { retryAfterMs })
      : new AppError("overloaded", "This instance takes no more connections right now", { retryAfterMs });
  res.cork(() => {
    res
      .writeStatus(status === 429 ? "429 Too Many Requests" : "503 Service Unavailable")
      .writeHeader("Retry-After", String(Math.max(1, Math.ceil(retryAfterMs / 1000))))
      .writeHeader("Content-Type", "application/problem+json")
      .end(JSON.stringify(toProblem(error)), true);
  });
}
