/**
 * Follows what happens through all services, as spans of OpenTelemetry. Held as `Tracing | undefined`: where nothing is
 * followed, that costs a branch. Nothing of it ever throws or waits.
 *
 * What a span says is read by whoever looks at traces: names, ids, counts and codes, never a token, a secret or what people
 * wrote.
 */
export interface Tracing {
  /** The span of what runs now, recorded or not; undefined outside of all, and once it has ended. */
  active(): Span | undefined;
  /** Goes on with the trace of a caller, whose W3C header this is, or begins one. Recorded if the sampler says so. */
  begin(start: SpanStart, traceparent?: string): Span;
  /** Goes on with a trace elsewhere; undefined where that is not recorded, or the header is no valid one. */
  resume(traceparent: string, start: SpanStart): Span | undefined;
  /** A part of that span; undefined where it is not recorded. */
  part(of: Span | undefined, start: SpanStart): Span | undefined;
  /** What `work` does, and whatever it waits for, is of that span; it is the caller's to end. */
  within<Value>(span: Span, work: () => Value): Value;
  /** What `work` begins is of no span: for loops that serve many. */
  outside<Value>(work: () => Value): Value;
  /** Sends what is not sent yet, within `flushTimeoutMs`. */
  stop(): Promise<void>;
}

export interface Span {
  readonly traceId: string;
  readonly spanId: string;
  /** W3C, for whoever goes on with it elsewhere. */
  readonly traceparent: string;
  readonly isRecorded: boolean;
  set(attributes: SpanAttributes): void;
  /** Again: nothing more. */
  end(how?: SpanEnd): void;
}

export interface SpanStart {
  /** Of a closed set: a template or a command, without ids. */
  readonly name: string;
  /** `internal` if not given. */
  readonly kind?: "server" | "client" | "producer" | "consumer" | "internal";
  readonly attributes?: SpanAttributes;
  /** Epoch µs; now if not given. */
  readonly startUs?: number;
  /** Other spans that it has to do with. */
  readonly links?: readonly Span[];
}

export interface SpanEnd {
  /** Why it failed: a code, no sentence. */
  readonly error?: string;
  /** Whether that is this side's fault; the others' mistakes are no errors of a server. */
  readonly isFault?: boolean;
}

export type SpanAttributes = Readonly<Record<string, string | number | boolean>>;
