import { AppError } from "@hubbub/errors";
import { type AllowedOrigins, originRefusal } from "./allowed-origins.ts";
import { isJson } from "./parse-json-body.ts";
import type { RequestHead } from "./request-head.ts";

/**
 * For what a browser's cookie alone may do: throws `forbidden` where a page asks that is neither ours nor listed, and
 * `unsupported_media_type` where any page could have sent it, as a form does, without asking first.
 */
export function assertOwnPage({ page, contentType }: RequestHead, hasCookie: boolean, origins: AllowedOrigins): void {
  if (!origins.admitsChange(page, hasCookie)) throw originRefusal();
  if (hasCookie && !isJson(contentType)) {
    throw new AppError(
      "unsupported_media_type",
      "What is done by cookie needs the header Content-Type: application/json",
    );
  }
}
