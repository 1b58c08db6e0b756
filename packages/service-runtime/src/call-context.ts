import type { handleServerStreamingCall, handleUnaryCall } from "@grpc/grpc-js";

/** What a handler knows of its call besides the request; the same over gRPC and REST. */
export interface CallContext {
  readonly transport: "grpc" | "rest";
  /** Of the bearer `Authorization` header or `authorization` metadata, not yet verified. */
  readonly bearerToken: string | undefined;
  /** REST header `Idempotency-Key`, or the metadata key `idempotency-key`. */
  readonly idempotencyKey: string | undefined;
  /** Id of the W3C trace that it is part of; undefined without one. */
  readonly trace: string | undefined;
  /** Whose token it came with, once that is known: for the log. */
  callerId?: number;
  /** The peer's address; behind Nginx the one it forwarded. */
  readonly clientAddress: string;
  readonly userAgent: string;
  /** Whether the browser speaks https (`X-Forwarded-Proto`): cookies are `Secure` then. */
  readonly isHttps: boolean;
  /** By name; empty over gRPC. */
  readonly cookies: ReadonlyMap<string, string>;
  /** Adds a Set-Cookie header to the REST answer; does nothing over gRPC. */
  setCookie(header: string): void;
  /** Of a REST route whose body is bytes and no JSON. Over gRPC they stand in the request. */
  readonly body?: IncomingBody;
}

/**
 * The bytes of a request's body while they come, to be read once. Reading throws an AppError when they end too early or are
 * too many; who stops before their end refuses the rest.
 */
export interface IncomingBody extends AsyncIterable<Uint8Array> {
  /** As the client declared it; undefined for a body in chunks. */
  readonly length: number | undefined;
}

/** The methods of a ts-proto grpc-js service as plain functions: one table serves gRPC and REST. */
export type Handlers<Service> = {
  readonly [
    // The generated interfaces have an index signature, which is no method.
    Method in keyof Service as string extends Method ? never : number extends Method ? never : Method
  ]: Service[Method] extends handleUnaryCall<infer Request, infer Response>
    ? (request: Request, call: CallContext) => Promise<Response>
    : Service[Method] extends handleServerStreamingCall<infer Request, infer Response>
      ? (request: Request, call: StreamContext) => AsyncIterable<Response>
      : never;
};

export interface StreamContext extends CallContext {
  /** Aborted once nobody reads the stream any more, or the server stops: it ends then. */
  readonly signal: AbortSignal;
}
