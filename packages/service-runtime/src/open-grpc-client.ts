import { Client, credentials, Metadata, type ServiceError, status } from "@grpc/grpc-js";
import { AppError, fromGrpcStatus, grpcErrorMetadataKey } from "@hubbub/errors";
import type { Metrics } from "./create-metrics.ts";
import { type GrpcDefinition, grpcMethodNames } from "./grpc-definition.ts";
import { serviceSecretKey } from "./service-callers.ts";
import { grpcEnd, grpcSpan, traceparentKey } from "./tracing/grpc-spans.ts";
import type { Tracing } from "./tracing/tracing.ts";

/** A generated service's methods as promises. They throw AppErrors: the callee's own, or `unavailable` if it is away. */
export type GrpcCalls<Definition> = {
  readonly [Method in keyof Definition]: Definition[Method] extends {
    readonly responseStream: false;
    readonly requestSerialize: (value: infer Request) => Buffer;
    readonly responseDeserialize: (value: Buffer) => infer Response;
  }
    ? (request: Request, options?: GrpcCallOptions) => Promise<Response>
    : never;
};

/** Likewise those whose answers are a stream: it goes on until the callee ends it, throws, or `signal` ends it. */
export type GrpcStreams<Definition> = {
  readonly [Method in keyof Definition]: Definition[Method] extends {
    readonly responseStream: true;
    readonly requestSerialize: (value: infer Request) => Buffer;
    readonly responseDeserialize: (value: Buffer) => infer Response;
  }
    ? (request: Request, signal: AbortSignal) => AsyncGenerator<Response>
    : never;
};

export interface GrpcCallOptions {
  readonly deadlineMs?: number;
  readonly metadata?: Readonly<Record<string, string>>;
}

export interface GrpcClientOptions<Definition extends GrpcDefinition> {
  readonly definition: Definition;
  /** host:port */
  readonly address: string;
  readonly metrics: Metrics;
  readonly tracing?: Tracing | undefined;
  /**
   * Calls as one of hubbub's services, with their secret (empty: without). That the callee does not believe it is
   * `unavailable`: nobody who signs in again could mend it.
   */
  readonly serviceSecret?: string;
  /** Of calls that name none. */
  readonly deadlineMs?: number;
  /** Ms between two tries to connect, at most. */
  readonly maxReconnectMs?: number;
}

export interface GrpcClient<Definition> {
  readonly calls: GrpcCalls<Definition>;
  readonly streams: GrpcStreams<Definition>;
  close(): void;
}

const defaultDeadlineMs = 2000;
const defaultMaxReconnectMs = 1000;

/** Connects on the first call, and again soon after the other side came back. */
export function openGrpcClient<Definition extends GrpcDefinition>(
  options: GrpcClientOptions<Definition>,
): GrpcClient<Definition> {
  const client = new Client(options.address, credentials.createInsecure(), {
    // grpc-js waits up to two minutes by default; the user-service is back within seconds.
    "grpc.initial_reconnect_backoff_ms": 100,
    "grpc.max_reconnect_backoff_ms": options.maxReconnectMs ?? defaultMaxReconnectMs,
    "grpc.keepalive_time_ms": 10_000,
    "grpc.keepalive_timeout_ms": 5000,
  });
  const methods = Object.entries(options.definition);
  const calls = methods.map(([name, method]) => [
    name,
    (request: never, callOptions: GrpcCallOptions = {}) => callUnary(client, method, request, callOptions, options),
  ]);
  const streams = methods.map(([name, method]) => [
    name,
    (request: never, signal: AbortSignal) => readStream(client, method, { request, signal }, options),
  ]);
  return {
    calls: Object.fromEntries(calls) as GrpcCalls<Definition>,
    streams: Object.fromEntries(streams) as GrpcStreams<Definition>,
    close: () => client.close(),
  };
}

/** Has no deadline: keepalive notices a callee that is gone. Counted when it ends, its time is not: it says nothing. */
async function* readStream(
  client: Client,
  method: GrpcDefinition[string],
  { request, signal }: { readonly request: never; readonly signal: AbortSignal },
  { metrics, serviceSecret }: Omit<GrpcClientOptions<GrpcDefinition>, "definition">,
): AsyncGenerator {
  const { path, requestSerialize, responseDeserialize } = method;
  const metadata = toMetadata({}, serviceSecret);
  const stream = client.makeServerStreamRequest(path, requestSerialize, responseDeserialize, request, metadata);
  const cancel = () => stream.cancel();
  signal.addEventListener("abort", cancel, { once: true });
  let code: number = status.UNKNOWN;
  try {
    if (signal.aborted) cancel();
    for await (const message of stream) yield message;
    code = status.OK;
  } catch (error) {
    const { code: given } = error as Partial<ServiceError>;
    if (given === undefined) throw error;
    code = given;
    throw fromServiceError(error as ServiceError, serviceSecret);
  } finally {
    signal.removeEventListener("abort", cancel);
    cancel();
    metrics.grpcCalls.inc({ ...grpcMethodNames(path), side: "client", code: status[code] ?? String(code) });
  }
}

function callUnary(
  client: Client,
  method: GrpcDefinition[string],
  request: never,
  { deadlineMs, metadata = {} }: GrpcCallOptions,
  options: Omit<GrpcClientOptions<GrpcDefinition>, "definition">,
): Promise<unknown> {
  const { metrics, serviceSecret, tracing } = options;
  const caller = tracing?.active();
  const span = tracing?.part(caller, { ...grpcSpan(method.path), kind: "client" });
  // Also where it is not recorded: the callee shall not begin a trace of its own.
  const trace = span ?? caller;
  const entries = trace === undefined ? metadata : { ...metadata, [traceparentKey]: trace.traceparent };
  const labels = { ...grpcMethodNames(method.path), side: "client" };
  const observe = metrics.grpcSeconds.startTimer(labels);
  const finish = (code: number) => {
    observe();
    metrics.grpcCalls.inc({ ...labels, code: status[code] ?? String(code) });
    span?.end(grpcEnd(code));
  };
  const deadline = Date.now() + (deadlineMs ?? options.deadlineMs ?? defaultDeadlineMs);
  return new Promise((resolve, reject) => {
    client.makeUnaryRequest(
      method.path,
      method.requestSerialize,
      method.responseDeserialize,
      request,
      toMetadata(entries, serviceSecret),
      { deadline },
      (error: ServiceError | null, response?: unknown) => {
        finish(error?.code ?? status.OK);
        if (error === null) resolve(response);
        else reject(fromServiceError(error, serviceSecret));
      },
    );
  });
}

function toMetadata(entries: Readonly<Record<string, string>>, serviceSecret = ""): Metadata {
  const metadata = new Metadata();
  for (const [key, value] of Object.entries(entries)) metadata.set(key, value);
  if (serviceSecret !== "") metadata.set(serviceSecretKey, serviceSecret);
  return metadata;
}

function fromServiceError(error: ServiceError, serviceSecret: string | undefined): Error {
  const carried = error.metadata.get(grpcErrorMetadataKey)[0]?.toString();
  const said = fromGrpcStatus({ code: error.code, details: error.details, carried });
  if (serviceSecret === undefined || error.code !== status.UNAUTHENTICATED) return said;
  const cause = new Error("the other service does not take this one's GRPC_SECRET", { cause: said });
  return new AppError("unavailable", undefined, { cause });
}
