export { bearerToken } from "./bearer-token.ts";
export type { CallContext, Handlers, IncomingBody, StreamContext } from "./call-context.ts";
export { ConfigError, type ConfigProblem } from "./config-error.ts";
export { createLogger, type Logger, type LoggerOptions, type LogLevel, logLevels } from "./create-logger.ts";
export { createMetrics, type Metrics } from "./create-metrics.ts";
export { epochNowUs } from "./epoch-now-us.ts";
export { grpcContradictions, grpcSettings } from "./grpc-settings.ts";
export { jsonExcess, type JsonBounds } from "./json-excess.ts";
export { Lifecycle } from "./lifecycle.ts";
export { logFailure } from "./log-failure.ts";
export {
  type GrpcCallOptions,
  type GrpcCalls,
  type GrpcClient,
  type GrpcClientOptions,
  type GrpcStreams,
  openGrpcClient,
} from "./open-grpc-client.ts";
export { type ConfigOf, readConfig, type ReadSoFar } from "./read-config.ts";
export { runEvery } from "./run-every.ts";
export { runService } from "./run-service.ts";
export { type GrpcServerOptions, type GrpcService, serveGrpc } from "./serve-grpc.ts";
export { type OpsOptions, type Readiness, type RunningServer, serveOps } from "./serve-ops.ts";
export type { ServiceCallers } from "./service-callers.ts";
export { type Parsed, type Setting, setting, type SettingOptions } from "./setting.ts";
export { toMs } from "./to-ms.ts";
export { parseTraceparent } from "./tracing/traceparent.ts";
export { openTracing } from "./tracing/open-tracing.ts";
export { traceContradictions, traceSettings } from "./tracing/trace-settings.ts";
export type { Span, SpanAttributes, SpanEnd, SpanStart, Tracing } from "./tracing/tracing.ts";
export { withTimeout } from "./with-timeout.ts";
