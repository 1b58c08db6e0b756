import { AppError } from "@hubbub/errors";
import { defaultPageSize } from "../limits.ts";
import { decodePageToken, encodePageToken } from "./page-token.ts";

export interface PageRequest {
  readonly size: number;
  /** The place after which the page begins; undefined for the first one. */
  readonly after: readonly string[] | undefined;
}

/** The page asked for. `shapes` are those of a place's parts. Throws `invalid_argument` for a token not made here. */
export function readPageRequest(
  request: { readonly pageSize: number; readonly pageToken: string },
  shapes: readonly RegExp[],
): PageRequest {
  const { pageSize, pageToken } = request;
  const after = pageToken === "" ? undefined : decodePageToken(pageToken, shapes);
  if (pageToken !== "" && after === undefined) {
    throw new AppError("invalid_argument", "That page token was not made here", { field: "page_token" });
  }
  return { size: pageSize === 0 ? defaultPageSize : pageSize, after };
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
