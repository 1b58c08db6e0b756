import { type ReadableSpan, type SpanExporter, type SpanProcessor } from "@opentelemetry/sdk-trace";
import { Counter, type Registry } from "prom-client";

/** Told once while exports fail, and once when they work again. */
export interface ExportListener {
  failing(error: unknown): void;
  working(): void;
}

interface CountedSpansOptions {
  readonly exporter: SpanExporter;
  /** Of the processor that queues them. */
  readonly maxQueued: number;
  readonly registry: Registry;
  readonly exports: ExportListener;
}

/** Counts what becomes of spans: the SDK drops them in silence. */
export class CountedSpans {
  readonly #options: CountedSpansOptions;
  readonly #counter: Counter<"result">;
  #queued = 0;
  #failing = false;

  constructor(options: CountedSpansOptions) {
    this.#options = options;
    this.#counter = new Counter({
      name: "trace_spans_total",
      help: "Recorded spans, by what became of them: exported, failed to be, or dropped because too many waited.",
      labelNames: ["result"],
      registers: [options.registry],
    });
    for (const result of ["exported", "failed", "dropped"]) this.#counter.inc({ result }, 0);
  }

  /** Between the processor and the network. */
  readonly exporter: SpanExporter = {
    export: (spans, done) => {
      this.#queued -= spans.length;
      this.#options.exporter.export(spans, (result) => {
        // oxlint-disable-next-line typescript/no-unsafe-enum-comparison -- its SUCCESS is exported by no package of ours
        const isSent = result.code === 0;
        this.#sent(spans.length, isSent ? undefined : (result.error ?? new Error("not exported")));
        done(result);
      });
    },
    shutdown: () => this.#options.exporter.shutdown(),
    forceFlush: async () => await this.#options.exporter.forceFlush?.(),
  };

  /** Drops what the processor would drop, and counts it. */
  before(processor: SpanProcessor): SpanProcessor {
    return {
      onStart: (span, context) => processor.onStart(span, context),
      onEnd: (span: ReadableSpan) => {
        if (this.#queued >= this.#options.maxQueued) {
          this.#counter.inc({ result: "dropped" });
          return;
        }
        this.#queued += 1;
        processor.onEnd(span);
      },
      forceFlush: () => processor.forceFlush(),
      shutdown: () => processor.shutdown(),
    };
  }

  /** Nothing more will be sent. */
  giveUp(): void {
    this.#counter.inc({ result: "dropped" }, this.#queued);
    this.#queued = 0;
  }

  #sent(count: number, error: Error | undefined): void {
    this.#counter.inc({ result: error === undefined ? "exported" : "failed" }, count);
    if (this.#failing === (error !== undefined)) return;
    this.#failing = error !== undefined;
    if (this.#failing) this.#options.exports.failing(error);
    else this.#options.exports.working();
  }
}
