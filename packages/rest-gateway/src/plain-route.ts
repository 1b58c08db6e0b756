import type { CallContext } from "@hubbub/service-runtime";
import type { AskingPage } from "./http/asking-page.ts";
import type { HttpMethod } from "./routes/http-method.ts";

/** A route that no proto describes, such as `/health`; answered by the same rules as the others. */
export interface PlainRoute {
  readonly method: Extract<HttpMethod, "GET">;
  /** Literal segments and `{name}`. */
  readonly template: string;
  /** May throw AppErrors. */
  readonly handle: (request: PlainRequest, call: CallContext) => Promise<PlainAnswer>;
}

export interface PlainRequest {
  readonly method: "GET" | "HEAD";
  /** By the names in the template, decoded. */
  readonly path: ReadonlyMap<string, string>;
  readonly query: URLSearchParams;
  readonly page: AskingPage;
  /** The header of that name as it was sent, as in the next two; empty where it is absent. */
  readonly range: string;
  readonly ifRange: string;
  readonly ifNoneMatch: string;
}

/** `json` is written as it is. */
export type PlainAnswer =
  | { readonly json: unknown }
  | { readonly text: string; readonly contentType: string; readonly headers?: readonly (readonly [string, string])[] }
  | StreamedFile;

/**
 * Bytes that are asked for as the client takes them, and `return`ed when it takes no more: also where none are asked for (HEAD,
 * 304). What the first chunk throws is answered as an error.
 */
export interface StreamedFile {
  readonly status: 200 | 206 | 304 | 416;
  /** All that the answer has, but for its length: also `Cache-Control`, which is `no-store` on every other answer. */
  readonly headers: readonly (readonly [string, string])[];
  /** Bytes of all chunks together. */
  readonly length: number;
  readonly chunks: AsyncIterable<Uint8Array>;
}
