import { AppError } from "@hubbub/errors";
import { jsonExcess } from "@hubbub/service-runtime";
import type { JsonObject } from "../json/message-codec.ts";
import { maxBodyDepth, maxBodyValues } from "../limits.ts";

/**
 * The JSON object of a body; nothing at all counts as `{}`. Throws `unsupported_media_type` where there is a body of
 * another kind, `invalid_argument` for what is too deep or holds too much, not UTF-8, not JSON or not an object.
 */
export function parseJsonBody(body: Uint8Array, contentType: string): JsonObject {
  if (body.length === 0) return {};
  if (!isJson(contentType)) {
    throw new AppError(
      "unsupported_media_type",
      "The body must be JSON with the header Content-Type: application/json",
    );
  }
  const excess = jsonExcess(body, { depth: maxBodyDepth, values: maxBodyValues });
  if (excess !== undefined) throw new AppError("invalid_argument", tooMuch[excess]);
  const json = parse(body);
  if (typeof json !== "object" || json === null || Array.isArray(json)) {
    throw new AppError("invalid_argument", "The body must be a JSON object");
  }
  return json as JsonObject;
}

/** Whether the header says JSON, of whatever vocabulary. */
export function isJson(contentType: string): boolean {
  return /^application\/([a-z0-9.+-]+\+)?json\s*(;|$)/i.test(contentType);
}

const tooMuch = {
  depth: `The body has lists and objects more than ${maxBodyDepth} deep`,
  values: `The body has more than ${maxBodyValues} entries and members`,
};

function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body)) as unknown;
  } catch (cause) {
    const what = cause instanceof SyntaxError ? "valid JSON" : "valid UTF-8";
    throw new AppError("invalid_argument", `The body is not ${what}`, { cause });
  }
}
