import { AsyncLocalStorage } from "node:async_hooks";
import {
  type Context,
  ROOT_CONTEXT,
  type Span as OtelSpan,
  type SpanContext,
  SpanKind,
  SpanStatusCode,
  trace,
  type Tracer,
  TraceFlags,
} from "@opentelemetry/api";
import { OTLPTraceExporter as JsonExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { OTLPTraceExporter as ProtobufExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import { resourceFromAttributes } from "@opentelemetry/resources";
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  BatchSpanProcessor,
  ParentBasedSampler,
  type Sampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from "@opentelemetry/sdk-trace";
import { epochNowUs } from "../epoch-now-us.ts";
import {
  maxSpanAttributeLength,
  maxSpanAttributes,
  maxSpanLinks,
  maxTraceExports,
  traceFlushTimeoutMs,
} from "../limits.ts";
import { withTimeout } from "../with-timeout.ts";
import { CountedSpans, type ExportListener } from "./counted-spans.ts";
import type { TracingOptions } from "./open-tracing.ts";
import { TraceAgent } from "./trace-agent.ts";
import type { TraceSettings, traceTarget } from "./trace-settings.ts";
import { formatTraceparent, parseTraceparent, type Traceparent } from "./traceparent.ts";
import type { Span, SpanAttributes, SpanEnd, SpanStart, Tracing } from "./tracing.ts";

/** The only file that knows OpenTelemetry's SDK, loaded where something is followed. */
export function openTelemetry(
  options: TracingOptions,
  { url, protocol }: NonNullable<ReturnType<typeof traceTarget>>,
  exports: ExportListener,
): Tracing {
  const { settings, instance, log } = options;
  const Exporter = protocol === "http/json" ? JsonExporter : ProtobufExporter;
  const current = new AsyncLocalStorage<FollowedSpan | undefined>();
  const agent = new TraceAgent();
  const spans = new CountedSpans({
    exporter: new Exporter({
      url,
      headers: { ...settings.headers, ...settings.tracesHeaders },
      timeoutMillis: settings.tracesTimeoutMs || settings.timeoutMs,
      concurrencyLimit: maxTraceExports,
      httpAgentOptions: agent.connect,
    }),
    maxQueued: settings.maxQueueSize,
    registry: options.registry,
    // Whichever span happened to begin the export has nothing to do with it.
    exports: {
      failing: (error) => current.run(undefined, () => exports.failing(error)),
      working: () => current.run(undefined, () => exports.working()),
    },
  });
  const provider = new TracerProvider({
    sampler: toSampler(settings),
    resource: resourceFromAttributes({
      "service.namespace": "hubbub",
      ...settings.resourceAttributes,
      "service.name": log.service,
      "service.instance.id": instance,
    }),
    spanLimits: {
      attributeCountLimit: maxSpanAttributes,
      attributeValueLengthLimit: maxSpanAttributeLength,
      linkCountLimit: maxSpanLinks,
      eventCountLimit: 0,
    },
    spanProcessors: [
      spans.before(
        new BatchSpanProcessor({
          exporter: spans.exporter,
          maxQueueSize: settings.maxQueueSize,
          maxExportBatchSize: settings.maxExportBatchSize,
          scheduledDelayMillis: settings.scheduleDelayMs,
          exportTimeoutMillis: settings.exportTimeoutMs,
        }),
      ),
    ],
  });
  const stop = async () => {
    const late = () => new Error(`not sent within ${traceFlushTimeoutMs} ms`);
    await withTimeout(provider.shutdown(), traceFlushTimeoutMs, late).catch(() => spans.giveUp());
    agent.cut();
  };
  return { ...tracingBy(provider.getTracer("hubbub"), current), stop };
}

function tracingBy(tracer: Tracer, current: AsyncLocalStorage<FollowedSpan | undefined>): Omit<Tracing, "stop"> {
  const start = (context: Context, { name, kind = "internal", attributes, startUs, links }: SpanStart) =>
    new FollowedSpan(
      tracer.startSpan(
        name,
        {
          kind: kinds[kind],
          startTime: toTime(startUs ?? epochNowUs()),
          ...(attributes === undefined ? {} : { attributes }),
          ...(links === undefined
            ? {}
            : { links: links.slice(0, maxSpanLinks).map((span) => ({ context: contextOf(span) })) }),
        },
        context,
      ),
    );
  return {
    active() {
      const span = current.getStore();
      return span === undefined || span.isEnded ? undefined : span;
    },
    begin(options, traceparent) {
      const parent = parseTraceparent(traceparent);
      return start(parent === undefined ? ROOT_CONTEXT : under({ ...toContext(parent), isRemote: true }), options);
    },
    resume(traceparent, options) {
      const parent = parseTraceparent(traceparent);
      if (parent?.sampled !== true) return undefined;
      const span = start(under({ ...toContext(parent), isRemote: true }), options);
      return span.isRecorded ? span : undefined;
    },
    part(of, options) {
      return of?.isRecorded === true ? start(under(contextOf(of)), options) : undefined;
    },
    within: (span, work) => current.run(span as FollowedSpan, work),
    outside: (work) => current.run(undefined, work),
  };
}

class FollowedSpan implements Span {
  readonly #span: OtelSpan;
  readonly context: SpanContext;
  readonly isRecorded: boolean;
  isEnded = false;

  constructor(span: OtelSpan) {
    this.#span = span;
    this.context = span.spanContext();
    this.isRecorded = span.isRecording();
  }

  get traceId(): string {
    return this.context.traceId;
  }

  get spanId(): string {
    return this.context.spanId;
  }

  get traceparent(): string {
    return formatTraceparent({ traceId: this.traceId, spanId: this.spanId, sampled: this.isRecorded });
  }

  set(attributes: SpanAttributes): void {
    if (this.isRecorded && !this.isEnded) this.#span.setAttributes(attributes);
  }

  end({ error, isFault = true }: SpanEnd = {}): void {
    if (this.isEnded) return;
    this.isEnded = true;
    if (!this.isRecorded) return;
    if (error !== undefined) {
      this.#span.setAttribute("error.type", error);
      if (isFault) this.#span.setStatus({ code: SpanStatusCode.ERROR, message: error });
    }
    this.#span.end(toTime(epochNowUs()));
  }
}

function under(parent: SpanContext): Context {
  return trace.setSpanContext(ROOT_CONTEXT, parent);
}

function toContext({ traceId, spanId, sampled }: Traceparent): SpanContext {
  return { traceId, spanId, traceFlags: sampled ? TraceFlags.SAMPLED : TraceFlags.NONE };
}

function contextOf(span: Span): SpanContext {
  return (span as FollowedSpan).context;
}

const kinds = {
  internal: SpanKind.INTERNAL,
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  producer: SpanKind.PRODUCER,
  consumer: SpanKind.CONSUMER,
} as const;

/** Seconds and ns: a plain number would be taken for ms, or for a time since the start. */
function toTime(us: number): [number, number] {
  const seconds = Math.floor(us / 1_000_000);
  return [seconds, Math.round(us - seconds * 1_000_000) * 1_000];
}

function toSampler({ sampler, samplerArg }: TraceSettings): Sampler {
  const roots: Readonly<Record<string, () => Sampler>> = {
    always_on: () => new AlwaysOnSampler(),
    always_off: () => new AlwaysOffSampler(),
    traceidratio: () => new TraceIdRatioBasedSampler(samplerArg),
  };
  const root = roots[sampler.replace("parentbased_", "")]?.();
  if (root === undefined) throw new Error(`There is no sampler ${sampler}`);
  return sampler.startsWith("parentbased_") ? new ParentBasedSampler({ root }) : root;
}
