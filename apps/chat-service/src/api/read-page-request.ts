import { AppError } from "@hubbub/errors";
import { defaultPageSize } from "../limits.ts";
import type { PageKey } from "../rooms/page.ts";

/** What a part of a list's key is: its query must be able to take whatever fits. Times are whole µs. */
type KeyKind = "text" | "whole number";

/** `page_size` and `page_token` of a list. Throws `invalid_argument` for a token that was not made here. */
export function readPageRequest(
  { pageSize, pageToken }: { pageSize: number; pageToken: string },
  keyKinds: readonly KeyKind[],
  { defaultSize = defaultPageSize }: { readonly defaultSize?: number } = {},
): { limit: number; after: PageKey | undefined } {
  const limit = pageSize === 0 ? defaultSize : pageSize;
  return { limit, after: pageToken === "" ? undefined : fromPageToken(pageToken, keyKinds) };
}

/** Empty where there is no next page. */
export function toPageToken(next: PageKey | undefined): string {
  return next === undefined ? "" : Buffer.from(JSON.stringify(next)).toString("base64url");
}

/** A token's parts, whatever they are. Throws `invalid_argument` for what is no list. */
export function readPageToken(token: string): readonly unknown[] {
  const key = parse(token);
  if (!Array.isArray(key)) throw new AppError("invalid_argument", notOurs, { field: "page_token" });
  return key;
}

const notOurs = "page_token is not one of ours";

function fromPageToken(token: string, keyKinds: readonly KeyKind[]): PageKey {
  const key = readPageToken(token);
  const fits = key.length === keyKinds.length && key.every((part, at) => isKeyPart(part, keyKinds[at]));
  if (!fits) throw new AppError("invalid_argument", notOurs, { field: "page_token" });
  return key as PageKey;
}

function isKeyPart(part: unknown, kind: KeyKind | undefined): boolean {
  if (kind === "whole number") return Number.isSafeInteger(part) && Number(part) >= 0;
  return kind === "text" && typeof part === "string" && part.isWellFormed() && !part.includes("\u0000");
}

function parse(token: string): unknown {
  try {
    return JSON.parse(Buffer.from(token, "base64url").toString());
  } catch {
    return undefined;
  }
}
