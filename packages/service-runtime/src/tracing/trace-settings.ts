import type { ConfigProblem } from "../config-error.ts";
import type { ConfigOf, ReadSoFar } from "../read-config.ts";
import { type Parsed, setting } from "../setting.ts";

const protocols = ["http/protobuf", "http/json"] as const;
const samplers = [
  "parentbased_always_on",
  "parentbased_always_off",
  "parentbased_traceidratio",
  "always_on",
  "always_off",
  "traceidratio",
] as const;

/** Standard variables of OpenTelemetry, the same for every service: what is for traces alone comes before what is for all. */
export const traceSettings = {
  sdkDisabled: setting.choice("OTEL_SDK_DISABLED", ["true", "false"], { default: "false" }),
  /** Left out, traces are exported where an endpoint is given. */
  exporter: setting.choice("OTEL_TRACES_EXPORTER", ["none", "otlp", ""], { default: "" }),
  endpoint: setting.url("OTEL_EXPORTER_OTLP_ENDPOINT", { protocols: ["http", "https"], default: "" }),
  tracesEndpoint: setting.url("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", { protocols: ["http", "https"], default: "" }),
  protocol: setting.choice("OTEL_EXPORTER_OTLP_PROTOCOL", [...protocols, ""], { default: "" }),
  tracesProtocol: setting.choice("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", [...protocols, ""], { default: "" }),
  headers: setting.parsed("OTEL_EXPORTER_OTLP_HEADERS", parsePairs, { secret: true, default: {} }),
  tracesHeaders: setting.parsed("OTEL_EXPORTER_OTLP_TRACES_HEADERS", parsePairs, { secret: true, default: {} }),
  timeoutMs: setting.integer("OTEL_EXPORTER_OTLP_TIMEOUT", { default: 10_000, min: 1, max: 60_000 }),
  tracesTimeoutMs: setting.integer("OTEL_EXPORTER_OTLP_TRACES_TIMEOUT", { default: 0, min: 0, max: 60_000 }),
  sampler: setting.choice("OTEL_TRACES_SAMPLER", samplers, { default: "parentbased_always_on" }),
  /** The share of traces that a `…traceidratio` keeps. */
  samplerArg: setting.parsed("OTEL_TRACES_SAMPLER_ARG", parseShare, { default: 1 }),
  scheduleDelayMs: setting.integer("OTEL_BSP_SCHEDULE_DELAY", { default: 5_000, min: 1, max: 600_000 }),
  exportTimeoutMs: setting.integer("OTEL_BSP_EXPORT_TIMEOUT", { default: 30_000, min: 1, max: 600_000 }),
  /** Spans that wait for their export; what is more is dropped. */
  maxQueueSize: setting.integer("OTEL_BSP_MAX_QUEUE_SIZE", { default: 2_048, min: 1, max: 100_000 }),
  maxExportBatchSize: setting.integer("OTEL_BSP_MAX_EXPORT_BATCH_SIZE", { default: 512, min: 1, max: 100_000 }),
  resourceAttributes: setting.parsed("OTEL_RESOURCE_ATTRIBUTES", parsePairs, { default: {} }),
} as const;

export type TraceSettings = ConfigOf<typeof traceSettings>;

/** What of them contradicts each other. */
export function traceContradictions({
  maxQueueSize = 0,
  maxExportBatchSize = 0,
}: ReadSoFar<typeof traceSettings>): readonly ConfigProblem[] {
  if (maxExportBatchSize <= maxQueueSize) return [];
  return [{ name: "OTEL_BSP_MAX_EXPORT_BATCH_SIZE", problem: "must not be above OTEL_BSP_MAX_QUEUE_SIZE" }];
}

/** Where spans go to; undefined where nothing is followed. */
export function traceTarget(
  settings: TraceSettings,
): { readonly url: string; readonly protocol: (typeof protocols)[number] } | undefined {
  const { sdkDisabled, exporter, endpoint, tracesEndpoint, protocol, tracesProtocol } = settings;
  if (sdkDisabled === "true" || exporter === "none") return undefined;
  if (exporter === "" && endpoint === "" && tracesEndpoint === "") return undefined;
  const base = endpoint === "" ? "http://localhost:4318" : endpoint;
  return {
    // The endpoint for traces alone is used as it is; the other one is a base.
    url: tracesEndpoint === "" ? `${base.replace(/\/+$/, "")}/v1/traces` : tracesEndpoint,
    protocol: tracesProtocol || protocol || "http/protobuf",
  };
}

/** `key=value,key=value`, values percent-encoded, as W3C Baggage writes them. */
function parsePairs(raw: string): Parsed<Readonly<Record<string, string>>> {
  const pairs: [string, string][] = [];
  for (const part of raw.split(",")) {
    if (part.trim() === "") continue;
    const [, key, value] = /^\s*([^=\s]+)\s*=\s*(.*?)\s*$/.exec(part) ?? [];
    const decoded = value === undefined ? undefined : tryDecode(value);
    if (key === undefined || decoded === undefined) return { mustBe: "key=value pairs between commas" };
    pairs.push([key, decoded]);
  }
  return { value: Object.fromEntries(pairs) };
}

function tryDecode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function parseShare(raw: string): Parsed<number> {
  const share = Number(raw);
  return share >= 0 && share <= 1 ? { value: share } : { mustBe: "a number from 0 to 1" };
}
