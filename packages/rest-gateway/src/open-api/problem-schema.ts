import { errorCatalogue } from "@hubbub/errors";
import type { Schema } from "./open-api.ts";

/** RFC 9457 as @hubbub/errors writes it. */
export const problemSchema: Schema = {
  type: "object",
  required: ["type", "title", "status", "detail", "code", "errors"],
  properties: {
    type: { type: "string" },
    title: { type: "string" },
    status: { type: "integer" },
    detail: { type: "string" },
    code: { type: "string", enum: Object.keys(errorCatalogue) },
    errors: {
      type: "array",
      description: "Every field that is wrong.",
      items: {
        type: "object",
        required: ["field", "code", "message"],
        properties: { field: { type: "string" }, code: { type: "string" }, message: { type: "string" } },
      },
    },
    retry_after_ms: { type: "integer" },
  },
};
