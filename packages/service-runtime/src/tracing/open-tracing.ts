import type { Registry } from "prom-client";
import { createLogger, type Logger, type LoggerOptions } from "../create-logger.ts";
import { type TraceSettings, traceTarget } from "./trace-settings.ts";
import type { Tracing } from "./tracing.ts";

export interface TracingOptions {
  readonly settings: TraceSettings;
  /** `service.instance.id` of every span; `service.name` is the logger's service. */
  readonly instance: string;
  readonly registry: Registry;
  readonly log: LoggerOptions;
}

/**
 * A service's logger, and tracing where the settings ask for it: then each line of a request says which trace it is of.
 * Nothing of OpenTelemetry is loaded otherwise.
 */
export async function openTracing(
  options: TracingOptions,
): Promise<{ readonly logger: Logger; readonly tracing: Tracing | undefined }> {
  const target = traceTarget(options.settings);
  if (target === undefined) return { logger: createLogger(options.log), tracing: undefined };
  const { openTelemetry } = await import("./open-telemetry.ts");
  const tracing = openTelemetry(options, target, {
    failing: (err) => logger.warn({ err }, "traces cannot be exported; trace_spans_total counts what is lost"),
    working: () => logger.info("traces are exported again"),
  });
  const logger = createLogger({ ...options.log, context: () => idsOf(tracing) });
  const { sampler, samplerArg } = options.settings;
  // A collector's address may have a secret in it.
  logger.info(
    { url: new URL(target.url).origin, protocol: target.protocol, sampler, sampler_arg: samplerArg },
    "following traces",
  );
  return { logger, tracing };
}

/** By which a line is found from its trace, and the other way round. */
function idsOf(tracing: Tracing): Readonly<Record<string, string>> {
  const span = tracing.active();
  return span === undefined ? nothing : { trace_id: span.traceId, span_id: span.spanId };
}

const nothing = {};
