import type { Span, Tracing } from "@hubbub/service-runtime";
import { maxFollowedPerPublication } from "../limits.ts";

/** A publication's `trace`: it carries messages of several traces, where several people write in one room at once. */
export function toTrace(spans: readonly Span[]): string {
  return spans.map(({ traceparent }) => traceparent).join(",");
}

/** What a publication's way to this instance's sockets is a part of; none where nothing is followed. */
export function deliverSpans(tracing: Tracing | undefined, trace: string, roomId: number): readonly Span[] {
  if (tracing === undefined || trace === "") return none;
  const attributes = {
    "messaging.system": "redis",
    "messaging.operation.type": "process",
    "hubbub.room_id": roomId,
  };
  return trace
    .split(",", maxFollowedPerPublication)
    .flatMap((parent) => tracing.resume(parent, { name: "deliver", kind: "consumer", attributes }) ?? []);
}

const none: readonly never[] = [];
