import { once } from "node:events";
import {
  type sendUnaryData,
  Server,
  ServerCredentials,
  type ServerUnaryCall,
  type ServerWritableStream,
  type ServiceDefinition,
  type UntypedServiceImplementation,
  status,
} from "@grpc/grpc-js";
import { AppError, toAppError } from "@hubbub/errors";
import { HealthImplementation } from "grpc-health-check";
import type { CallContext, StreamContext } from "./call-context.ts";
import type { Logger } from "./create-logger.ts";
import type { Metrics } from "./create-metrics.ts";
import { addGrpcReflection } from "./grpc-reflection.ts";
import { grpcCallContext } from "./grpc-call-context.ts";
import { type GrpcDefinition, type GrpcMethod, grpcMethodNames } from "./grpc-definition.ts";
import { logFailure } from "./log-failure.ts";
import { toMs } from "./to-ms.ts";
import { toServiceError } from "./to-service-error.ts";
import type { RunningServer } from "./serve-ops.ts";
import { grpcEnd, grpcSpan, traceparentKey } from "./tracing/grpc-spans.ts";
import type { Span, Tracing } from "./tracing/tracing.ts";
import { callerCheck, type CheckCaller, type ServiceCallers } from "./service-callers.ts";
import { withTimeout } from "./with-timeout.ts";

export interface GrpcService {
  readonly definition: GrpcDefinition;
  /** A `Handlers<…Server>` table. */
  readonly handlers: Readonly<Record<string, UnaryHandler | StreamHandler>>;
}

type UnaryHandler = (request: never, call: CallContext) => Promise<unknown>;
type StreamHandler = (request: never, call: StreamContext) => AsyncIterable<unknown>;

export interface GrpcServerOptions {
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  readonly services: readonly GrpcService[];
  readonly callers: ServiceCallers;
  /** The FileDescriptorSet that reflection answers from; without it there is no reflection. */
  readonly reflection?: Uint8Array;
  readonly metrics: Metrics;
  readonly logger: Logger;
  readonly tracing?: Tracing | undefined;
  /** A handler that takes longer is answered `unavailable`. */
  readonly handlerTimeoutMs?: number;
  /** How long calls that run may take to end when the server stops. */
  readonly stopTimeoutMs?: number;
}

/** Requests and answers: 500 users of BatchGetUsers take about 100 KB. */
const maxMessageBytes = 1024 * 1024;
const defaultHandlerTimeoutMs = 10_000;
const defaultStopTimeoutMs = 3000;

/**
 * Serves the handlers, health (grpc.health.v1) and, where it is wanted, reflection; those two to everybody. Throws if a
 * method has no handler.
 */
export async function serveGrpc(options: GrpcServerOptions): Promise<RunningServer> {
  const server = new Server({
    "grpc.max_receive_message_length": maxMessageBytes,
    "grpc.max_send_message_length": maxMessageBytes,
    "grpc.max_concurrent_streams": 1000,
  });
  const stopping = new AbortController();
  const serving = { ...options, stopping: stopping.signal, checkCaller: callerCheck(options.callers, options) };
  const names = options.services.map((service) => addService(server, service, serving));
  const health = new HealthImplementation({
    "": "SERVING",
    ...Object.fromEntries(names.map((name) => [name, "SERVING" as const])),
  });
  health.addToServer(server);
  if (options.reflection !== undefined) addGrpcReflection(server, options.reflection, names);
  const port = await bind(server, options);
  return {
    port,
    stop: () => {
      for (const name of ["", ...names]) health.setStatus(name, "NOT_SERVING");
      // Streams would not end by themselves.
      stopping.abort();
      return shutdown(server, options.stopTimeoutMs ?? defaultStopTimeoutMs);
    },
  };
}

interface ServingOptions extends GrpcServerOptions {
  readonly stopping: AbortSignal;
  readonly checkCaller: CheckCaller;
}

function addService(server: Server, { definition, handlers }: GrpcService, options: ServingOptions): string {
  const implementation: UntypedServiceImplementation = {};
  let name = "";
  for (const [key, { path, responseStream }] of Object.entries(definition)) {
    const handler = handlers[key];
    if (handler === undefined) throw new Error(`${path} has no handler`);
    name = grpcMethodNames(path).service;
    implementation[key] = responseStream
      ? (call: StreamCall) => void serveStream(path, handler as StreamHandler, call, options)
      : (call: Call, callback: sendUnaryData<unknown>) =>
          void serve(path, handler as UnaryHandler, call, callback, options);
  }
  server.addService(withMalformed(definition) as unknown as ServiceDefinition, implementation);
  return name;
}

/** Bytes that are no message of the method, or hold a number above 2^53: grpc-js would call that an error of ours. */
const malformed = Symbol("malformed");

function withMalformed(definition: GrpcDefinition): GrpcDefinition {
  return Object.fromEntries(
    Object.entries(definition).map(([key, method]) => [
      key,
      { ...method, requestDeserialize: (bytes) => tryDeserialize(method, bytes) },
    ]),
  );
}

function tryDeserialize({ requestDeserialize }: GrpcMethod, bytes: Buffer): unknown {
  try {
    return requestDeserialize(bytes);
  } catch {
    return malformed;
  }
}

type Call = ServerUnaryCall<unknown, unknown>;
type StreamCall = ServerWritableStream<unknown, unknown>;

function serve(
  path: string,
  handler: UnaryHandler,
  call: Call,
  callback: sendUnaryData<unknown>,
  options: ServingOptions,
): Promise<void> {
  const { tracing } = options;
  if (tracing === undefined) return answerCall(path, handler, call, callback, options);
  const start = { ...grpcSpan(path), kind: "server" } as const;
  const span = tracing.begin(start, call.metadata.get(traceparentKey)[0]?.toString());
  return tracing.within(span, () => answerCall(path, handler, call, callback, options, span));
}

async function answerCall(
  path: string,
  handler: UnaryHandler,
  call: Call,
  callback: sendUnaryData<unknown>,
  { metrics, logger, checkCaller, handlerTimeoutMs = defaultHandlerTimeoutMs }: ServingOptions,
  span?: Span,
): Promise<void> {
  const labels = { ...grpcMethodNames(path), side: "server" };
  const observe = metrics.grpcSeconds.startTimer(labels);
  const context = grpcCallContext(call);
  const finish = (statusCode: number) => {
    const seconds = observe();
    const code = status[statusCode] ?? String(statusCode);
    metrics.grpcCalls.inc({ ...labels, code });
    if (logger.isLevelEnabled("debug")) {
      const { callerId } = context;
      const trace = span?.traceId ?? context.trace;
      logger.debug({ path, code, userId: callerId, ms: toMs(seconds), trace }, "call");
    }
    span?.end(grpcEnd(statusCode));
  };
  try {
    checkCaller(path, call.metadata);
    if (call.request === malformed) throw new AppError("invalid_argument", "The message is malformed");
    const response = await withTimeout(
      handler(call.request as never, context),
      handlerTimeoutMs,
      () => new AppError("unavailable", "The call took too long"),
    );
    finish(status.OK);
    callback(null, response);
  } catch (error) {
    const appError = toAppError(error);
    logFailure(logger, appError, { path, trace: context.trace });
    const serviceError = toServiceError(appError);
    finish(serviceError.code);
    callback(serviceError);
  }
}

/** What the handler yields goes out as fast as it is taken. Counted when it ends; its time says nothing. */
async function serveStream(
  path: string,
  handler: StreamHandler,
  call: StreamCall,
  { metrics, logger, stopping, checkCaller }: ServingOptions,
): Promise<void> {
  const left = new AbortController();
  call.once("cancelled", () => left.abort());
  call.once("close", () => left.abort());
  const signal = AbortSignal.any([stopping, left.signal]);
  const context = grpcCallContext(call);
  const finish = (statusCode: number) => {
    const code = status[statusCode] ?? String(statusCode);
    metrics.grpcCalls.inc({ ...grpcMethodNames(path), side: "server", code });
    if (logger.isLevelEnabled("debug")) logger.debug({ path, code, trace: context.trace }, "stream ended");
  };
  try {
    checkCaller(path, call.metadata);
    if (call.request === malformed) throw new AppError("invalid_argument", "The message is malformed");
    for await (const message of handler(call.request as never, { ...context, signal })) {
      if (!call.write(message)) await once(call, "drain", { signal });
    }
    finish(status.OK);
    call.end();
  } catch (error) {
    if (signal.aborted) {
      finish(status.CANCELLED);
      call.end();
      return;
    }
    const appError = toAppError(error);
    logFailure(logger, appError, { path, trace: context.trace });
    const serviceError = toServiceError(appError);
    finish(serviceError.code);
    call.emit("error", serviceError);
  }
}

function bind(server: Server, { host, port }: GrpcServerOptions): Promise<number> {
  const address = host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`;
  return new Promise((resolve, reject) => {
    server.bindAsync(address, ServerCredentials.createInsecure(), (error, bound) => {
      if (error === null) resolve(bound);
      else reject(error);
    });
  });
}

async function shutdown(server: Server, stopTimeoutMs: number): Promise<void> {
  const graceful = new Promise<void>((resolve, reject) => {
    server.tryShutdown((error) => (error === undefined ? resolve() : reject(error)));
  });
  try {
    await withTimeout(graceful, stopTimeoutMs, () => new Error("calls still run"));
  } catch {
    server.forceShutdown();
  }
}
