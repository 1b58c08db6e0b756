import { status } from "@grpc/grpc-js";
import type { SpanEnd, SpanStart } from "./tracing.ts";

/** The metadata key of W3C Trace Context. */
export const traceparentKey = "traceparent";

export function grpcSpan(path: string): SpanStart {
  const method = path.slice(1);
  return { name: method, attributes: { "rpc.system.name": "grpc", "rpc.method": method } };
}

export function grpcEnd(code: number): SpanEnd {
  return code === ok ? {} : { error: status[code] ?? String(code), isFault: faults.has(code) };
}

const ok: number = status.OK;
const faults: ReadonlySet<number> = new Set([
  status.UNKNOWN,
  status.DEADLINE_EXCEEDED,
  status.UNIMPLEMENTED,
  status.INTERNAL,
  status.UNAVAILABLE,
  status.DATA_LOSS,
]);
