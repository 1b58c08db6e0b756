import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A span as it was exported. */
export interface ReceivedSpan {
  readonly traceId: string;
  readonly spanId: string;
  /** Empty of a root. */
  readonly parentSpanId: string;
  readonly name: string;
  readonly kind: "internal" | "server" | "client" | "producer" | "consumer";
  /** `service.instance.id`. */
  readonly instance: string;
  /** `service.name`. */
  readonly service: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly startUs: number;
  readonly endUs: number;
  readonly links: readonly { readonly traceId: string; readonly spanId: string }[];
  readonly isError: boolean;
}

export interface OtlpReceiver {
  /** For OTEL_EXPORTER_OTLP_ENDPOINT. */
  readonly url: string;
  readonly spans: readonly ReceivedSpan[];
  /** All bodies as they came. */
  readonly bodies: readonly Buffer[];
  readonly requests: readonly { readonly path: string; readonly contentType: string; readonly headers: object }[];
  /** What it answers from now on; `hang` answers nothing. */
  answer: number | "hang";
  of(traceId: string): readonly ReceivedSpan[];
  stop(): Promise<void>;
}

/** Takes traces as a collector does, over HTTP; keeps and reads those that come as JSON. */
export async function otlpReceiver(): Promise<OtlpReceiver> {
  const spans: ReceivedSpan[] = [];
  const bodies: Buffer[] = [];
  const requests: OtlpReceiver["requests"][number][] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks);
      const contentType = request.headers["content-type"] ?? "";
      requests.push({ path: request.url ?? "", contentType, headers: request.headers });
      if (receiver.answer === "hang") return;
      if (receiver.answer === 200) {
        bodies.push(body);
        if (contentType === "application/json") spans.push(...readSpans(JSON.parse(body.toString()) as Exported));
      }
      response
        .writeHead(receiver.answer, { "content-type": contentType })
        .end(contentType === "application/json" ? "{}" : "");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const receiver: OtlpReceiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    bodies,
    requests,
    answer: 200,
    of: (traceId) => spans.filter((span) => span.traceId === traceId),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return receiver;
}

/** The spans of one trace, each below its parent, in the order of their beginnings: with instance, name and ms. */
export function spanTree(spans: readonly ReceivedSpan[], shown: (span: ReceivedSpan) => string = showSpan): string {
  const ids = new Set(spans.map(({ spanId }) => spanId));
  const under = (parent: string) =>
    spans
      .filter(({ parentSpanId }) => (ids.has(parentSpanId) ? parentSpanId : "") === parent)
      // Several instances do the same in any order.
      .toSorted((a, b) => (a.name === b.name ? a.instance.localeCompare(b.instance) : 0) || a.startUs - b.startUs);
  const lines = (parent: string, indent: string): string[] =>
    under(parent).flatMap((span) => [`${indent}${shown(span)}`, ...lines(span.spanId, `${indent}  `)]);
  return lines("", "").join("\n");
}

export function showSpan({ instance, name, kind, startUs, endUs }: ReceivedSpan): string {
  return `${instance}  ${name}  (${kind}, ${((endUs - startUs) / 1_000).toFixed(2)} ms)`;
}

interface Exported {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly KeyValue[] };
    readonly scopeSpans: readonly { readonly spans: readonly ExportedSpan[] }[];
  }[];
}

interface KeyValue {
  readonly key: string;
  readonly value: Readonly<Record<string, unknown>>;
}

interface ExportedSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes?: readonly KeyValue[];
  readonly links?: readonly { readonly traceId: string; readonly spanId: string }[];
  readonly status?: { readonly code?: number };
}

const kinds = ["internal", "internal", "server", "client", "producer", "consumer"] as const;

function readSpans({ resourceSpans }: Exported): ReceivedSpan[] {
  return resourceSpans.flatMap(({ resource, scopeSpans }) => {
    const of = toRecord(resource.attributes);
    return scopeSpans.flatMap((scope) =>
      scope.spans.map((span) => ({
        traceId: span.traceId,
        spanId: span.spanId,
        parentSpanId: span.parentSpanId ?? "",
        name: span.name,
        kind: kinds[span.kind] ?? "internal",
        instance: String(of["service.instance.id"]),
        service: String(of["service.name"]),
        attributes: toRecord(span.attributes ?? []),
        startUs: toUs(span.startTimeUnixNano),
        endUs: toUs(span.endTimeUnixNano),
        links: (span.links ?? []).map(({ traceId, spanId }) => ({ traceId, spanId })),
        isError: span.status?.code === 2,
      })),
    );
  });
}

function toUs(unixNano: string): number {
  return Number(BigInt(unixNano) / 1_000n);
}

function toRecord(pairs: readonly KeyValue[]): Record<string, unknown> {
  return Object.fromEntries(pairs.map(({ key, value }) => [key, Object.values(value)[0]]));
}
