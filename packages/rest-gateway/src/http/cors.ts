import { preflightSeconds } from "../limits.ts";
import type { AllowedOrigins } from "./allowed-origins.ts";
import type { Answer } from "./answer.ts";
import type { RequestHead } from "./request-head.ts";

/**
 * What lets a browser show an answer to a page of a listed origin. With `*` alone without its cookies: any page may ask, and
 * none of them for somebody who is signed in here.
 */
export function corsHeaders({ origin }: RequestHead["page"], origins: AllowedOrigins): Answer["headers"] {
  // Also to others: what is kept of an answer must not be shown to the next page as if it were for that one.
  if (!origins.isEmpty && !origins.lists(origin)) return [["Vary", "Origin"]];
  if (!origins.lists(origin) || origin === "") return [];
  return [
    ["Vary", "Origin"],
    ["Access-Control-Allow-Origin", origin],
    ...(origins.names(origin) ? [["Access-Control-Allow-Credentials", "true"] as const] : []),
    ["Access-Control-Expose-Headers", "Allow, Retry-After, WWW-Authenticate"],
  ];
}

/**
 * Answers what a browser asks before a page of another origin may make a request; undefined for what is no such question, or
 * comes from a page that may not. A path without routes is granted too, so that the page gets to read its 404.
 */
export function preflightAnswer(
  { method, page, requestedMethod }: RequestHead,
  methods: readonly string[],
  origins: AllowedOrigins,
): Answer | undefined {
  if (method !== "OPTIONS" || page.origin === "" || requestedMethod === "") return undefined;
  if (!origins.lists(page.origin)) {
    origins.refused(page.origin);
    return undefined;
  }
  return {
    status: 204,
    headers: [
      ["Access-Control-Allow-Methods", (methods.length === 0 ? anyMethod : methods).join(", ")],
      ["Access-Control-Allow-Headers", allowedHeaders.join(", ")],
      ["Access-Control-Max-Age", String(preflightSeconds)],
    ],
    body: "",
  };
}

const anyMethod = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];
/** What the API reads, besides what any page may send. */
const allowedHeaders = ["Authorization", "Content-Type", "Idempotency-Key", "Traceparent", "Tracestate"];
