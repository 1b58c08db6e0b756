import { type ErrorCode, errorCatalogue } from "@hubbub/errors";
import type { ApiResponse, Schema } from "./open-api.ts";

/** RFC 9457 as @hubbub/errors writes it. */
export const problemSchema: Schema = {
  type: "object",
  description: "RFC 9457.",
  required: ["type", "title", "status", "detail", "code", "errors"],
  properties: {
    type: { type: "string" },
    title: { type: "string" },
    status: { type: "integer" },
    detail: { type: "string", description: "For people." },
    code: { type: "string", enum: Object.keys(errorCatalogue), description: "For programs." },
    errors: {
      type: "array",
      description: "Every field that is wrong; the first ten where there are more.",
      items: {
        type: "object",
        required: ["field", "code", "message"],
        properties: {
          field: { type: "string" },
          code: { type: "string", enum: Object.keys(errorCatalogue) },
          message: { type: "string" },
        },
      },
    },
    retry_after_ms: { type: "integer", minimum: 0, description: "When trying again makes sense." },
  },
};

/** One response a status, which names the codes that come with it. */
export function problemResponses(codes: readonly ErrorCode[]): Readonly<Record<string, ApiResponse>> {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of codes) {
    const { http } = errorCatalogue[code];
    byStatus.set(http, [...(byStatus.get(http) ?? []), code]);
  }
  // Whatever a route takes, its address may be too long.
  byStatus.set(414, ["payload_too_large"]);
  return Object.fromEntries(
    [...byStatus].map(([status, ofStatus]) => [String(status), problemResponse(status, ofStatus)]),
  );
}

function problemResponse(status: number, codes: readonly ErrorCode[]): ApiResponse {
  const headers = headersOf(status, codes);
  return {
    description: codes.map((code) => `\`${code}\`: ${errorCatalogue[code].title}.`).join(" "),
    ...(headers === undefined ? {} : { headers }),
    content: {
      "application/problem+json": {
        schema: {
          allOf: [{ $ref: "#/components/schemas/Problem" }],
          properties: { status: { type: "integer", const: status }, code: { type: "string", enum: codes } },
        },
      },
    },
  };
}

function headersOf(status: number, codes: readonly ErrorCode[]): ApiResponse["headers"] {
  if (codes.some((code) => errorCatalogue[code].retryable)) {
    const description = "Seconds after which trying again makes sense, where that is known.";
    return { "Retry-After": { description, schema: { type: "integer", minimum: 1 } } };
  }
  if (status !== 401) return undefined;
  return { "WWW-Authenticate": { description: "Asks for a bearer token.", schema: { type: "string" } } };
}
