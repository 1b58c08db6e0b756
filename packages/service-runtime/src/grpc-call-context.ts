import type { Metadata, ServerUnaryCall, ServerWritableStream } from "@grpc/grpc-js";
import { bearerToken } from "./bearer-token.ts";
import type { CallContext } from "./call-context.ts";
import { parseTraceparent } from "./tracing/traceparent.ts";

export function grpcCallContext(
  call: ServerUnaryCall<unknown, unknown> | ServerWritableStream<unknown, unknown>,
): CallContext {
  const { metadata } = call;
  return {
    transport: "grpc",
    bearerToken: bearerToken(textOf(metadata, "authorization")),
    idempotencyKey: textOf(metadata, "idempotency-key"),
    trace: parseTraceparent(textOf(metadata, "traceparent"))?.traceId,
    clientAddress: withoutPort(call.getPeer()),
    userAgent: textOf(metadata, "user-agent") ?? "",
    isHttps: false,
    cookies: new Map(),
    setCookie() {},
  };
}

function textOf(metadata: Metadata, key: string): string | undefined {
  const [value] = metadata.get(key);
  return value === undefined || value === "" ? undefined : value.toString();
}

function withoutPort(peer: string): string {
  return peer.replace(/:\d+$/, "").replace(/^\[(.*)\]$/, "$1");
}
