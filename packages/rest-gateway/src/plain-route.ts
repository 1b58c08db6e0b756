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
  /** By the names in the template, decoded. */
  readonly path: ReadonlyMap<string, string>;
  readonly query: URLSearchParams;
  readonly page: AskingPage;
}

/** `json` is written as it is. */
export type PlainAnswer =
  | { readonly json: unknown }
  | { readonly text: string; readonly contentType: string; readonly headers?: readonly (readonly [string, string])[] };
