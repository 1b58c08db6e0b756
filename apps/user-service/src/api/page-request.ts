import { type FieldError } from "@hubbub/errors";
import { toFieldErrors } from "../accounts/to-field-errors.ts";
import { defaultPageSize, maxPageSize } from "../limits.ts";
import { decodePageToken, encodePageToken } from "./page-token.ts";

export interface PageRequest {
  readonly size: number;
  /** The place after which the page begins; undefined for the first one. */
  readonly after: readonly string[] | undefined;
}

/** The page asked for, or what is wrong with `page_size` and `page_token`. `shapes` are those of a place's parts. */
export function readPageRequest(
  request: { readonly pageSize: number; readonly pageToken: string },
  shapes: readonly RegExp[],
): PageRequest & { readonly errors: readonly FieldError[] } {
  const { pageSize, pageToken } = request;
  const after = pageToken === "" ? undefined : decodePageToken(pageToken, shapes);
  const size = pageSize === 0 ? defaultPageSize : pageSize;
  const errors = toFieldErrors({
    page_size: size >= 1 && size <= maxPageSize ? undefined : `A page holds 1 to ${maxPageSize} entries`,
    page_token: pageToken !== "" && after === undefined ? "That page token was not made here" : undefined,
  });
  return { size, after, errors };
}

/** Cuts what was read with a limit of `size` + 1 to a page, with the token of the next one if there is one. */
export function toPage<Entry>(
  entries: readonly Entry[],
  size: number,
  placeOf: (entry: Entry) => readonly string[],
): { readonly page: readonly Entry[]; readonly nextPageToken: string } {
  const page = entries.slice(0, size);
  const last = page.at(-1);
  const more = entries.length > size && last !== undefined;
  return { page, nextPageToken: more ? encodePageToken(placeOf(last)) : "" };
}
