import { setTimeout as delay } from "node:timers/promises";
import { AppError } from "@hubbub/errors";
import { epochNowUs } from "@hubbub/service-runtime";
import { picturePollMs, pictureWaitMs } from "../limits.ts";
import { byteRange } from "./byte-range.ts";
import type { FileContext } from "./file-context.ts";
import { keyOf } from "./file-keys.ts";
import type { CheckedLink } from "./links/file-links.ts";
import type { ByteRange, StoredObject } from "./storage/file-storage.ts";
import { isPlayed, plainText, unknownType } from "./to-content-type.ts";

export interface FileWanted {
  readonly id: string;
  readonly name: string;
  readonly query: URLSearchParams;
  /** Headers of the request; empty where they are absent. */
  readonly range: string;
  readonly ifRange: string;
  readonly ifNoneMatch: string;
}

export interface FileAnswer {
  readonly status: 200 | 206 | 304 | 416;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly length: number;
  readonly chunks: AsyncIterable<Uint8Array>;
}

/**
 * A file to whoever has a link to it: the signature alone says that they may have it. Throws `forbidden` for a link that is not
 * ours or has ended, `route_not_found` for what was removed, `unavailable` while a picture is being made.
 */
export async function serveFile(
  { storage, links }: Pick<FileContext, "storage" | "links">,
  wanted: FileWanted,
): Promise<FileAnswer> {
  const link = links.check(wanted.id, wanted.name, wanted.query);
  if (link === undefined) throw new AppError("forbidden", "This link was not made by this server");
  if (link === "ended") throw new AppError("forbidden", "This link has ended: ask for a new one");
  // Who asks for a part, or knows it, may not want all of it: its size is enough to find out.
  const isLook = wanted.range !== "" || wanted.ifNoneMatch !== "";
  const shown = await find(storage, link, isLook ? { start: 0, end: 0 } : undefined);
  const etag = `"${link.id}.${shown.part}"`;
  const headers = headersOf(link, { etag, isShown: shown.isShown, isSaved: wanted.query.get("download") === "1" });
  const { size, chunks } = shown.bytes;
  const isKnown = matches(wanted.ifNoneMatch, etag);
  const isSame = wanted.ifRange === "" || wanted.ifRange === etag;
  const range = isSame && !isKnown ? byteRange(wanted.range, size) : undefined;
  if (!isLook) return { status: 200, headers, length: size, chunks };
  await leave(chunks);
  if (isKnown) return { status: 304, headers, length: 0, chunks: nothing() };
  if (range === "none") {
    return { status: 416, headers: [...headers, ["Content-Range", `bytes */${size}`]], length: 0, chunks: nothing() };
  }
  const part = await storage.get(shown.key, range);
  if (part === undefined) throw removed();
  if (range === undefined) return { status: 200, headers, length: size, chunks: part.chunks };
  return {
    status: 206,
    headers: [...headers, ["Content-Range", `bytes ${range.start}-${range.end}/${size}`]],
    length: range.end - range.start + 1,
    chunks: part.chunks,
  };
}

interface Found {
  readonly key: string;
  readonly part: string;
  readonly bytes: StoredObject;
  /** It is what the link says; else a picture that could not be read, which is only saved. */
  readonly isShown: boolean;
}

/** What is stored for a link; a picture that is being made is waited for. */
async function find(
  storage: FileContext["storage"],
  { id, part }: CheckedLink,
  range: ByteRange | undefined,
): Promise<Found> {
  const deadline = performance.now() + pictureWaitMs;
  const isMadeLater = part === "view" || part === "thumbnail";
  for (;;) {
    for (const stored of isMadeLater ? ([part, "file"] as const) : ([part] as const)) {
      const key = keyOf(id, stored);
      const bytes = await storage.get(key, range);
      if (bytes !== undefined) return { key, part: stored, bytes, isShown: stored === part };
    }
    const original = !isMadeLater ? undefined : await storage.get(keyOf(id, "original"), { start: 0, end: 0 });
    if (original === undefined) throw removed();
    await leave(original.chunks);
    if (performance.now() > deadline) {
      throw new AppError("unavailable", "The picture is being made", { retryAfterMs: 2_000 });
    }
    await delay(picturePollMs);
  }
}

/** Whatever is open for it is closed. */
async function leave(chunks: AsyncIterable<Uint8Array>): Promise<void> {
  await chunks[Symbol.asyncIterator]().return?.();
}

function headersOf(
  { name, part, contentType, endsAt }: CheckedLink,
  { etag, isShown, isSaved }: { readonly etag: string; readonly isShown: boolean; readonly isSaved: boolean },
): FileAnswer["headers"] {
  const isInline = isShown && !isSaved && (part !== "file" || isPlayed(contentType));
  const type = isShown ? contentType : unknownType;
  return [
    ["Content-Type", type === plainText ? `${plainText}; charset=utf-8` : type],
    ["Content-Disposition", `${isInline ? "inline" : "attachment"}; ${fileNameParameter(name)}`],
    [
      "Content-Security-Policy",
      "sandbox; default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'",
    ],
    ["Cache-Control", cachedFor(endsAt)],
    ["Accept-Ranges", "bytes"],
    ["ETag", etag],
  ];
}

function cachedFor(endsAt: number | undefined): string {
  if (endsAt === undefined) return "public, max-age=31536000, immutable";
  return `private, max-age=${Math.max(0, endsAt - Math.ceil(epochNowUs() / 1e6))}, immutable`;
}

/** RFC 6266: for all, and as it is for those who read RFC 8187. */
function fileNameParameter(name: string): string {
  const plain = name
    .normalize("NFKD")
    .replaceAll(/[^\u0020-\u007E]/g, "_")
    .replaceAll(/["\\%/:]/g, "_")
    .replace(/^\.+/, "_");
  const exact = encodeURIComponent(name).replaceAll(/['()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16)}`);
  return `filename="${plain}"; filename*=UTF-8''${exact}`;
}

function matches(ifNoneMatch: string, etag: string): boolean {
  return ifNoneMatch.trim() === "*" || ifNoneMatch.split(",").some((one) => one.trim().replace(/^W\//, "") === etag);
}

async function* nothing(): AsyncIterable<Uint8Array> {}

function removed(): AppError {
  return new AppError("route_not_found", "There is no such file any more");
}
