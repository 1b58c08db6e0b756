import { fileTypeFromBuffer } from "file-type";

/** What is not known, and so only saved. */
export const unknownType = "application/octet-stream";
/** Text, and whatever is written as such: no browser is to make a page of it. */
export const plainText = "text/plain";

/** Of a file by how it begins, never by its name. */
export async function toContentType(head: Uint8Array): Promise<string> {
  const found = await fileTypeFromBuffer(head).catch(() => undefined);
  if (found !== undefined) return usualNames.get(found.mime) ?? found.mime;
  return isText(head) ? plainText : unknownType;
}

/** As browsers know them. */
const usualNames: ReadonlyMap<string, string> = new Map([
  ["image/apng", "image/png"],
  ["audio/x-m4a", "audio/mp4"],
  ["audio/x-flac", "audio/flac"],
  ["audio/vnd.wave", "audio/wav"],
  ["audio/x-wav", "audio/wav"],
  ["audio/ogg; codecs=opus", "audio/ogg"],
  ["video/x-m4v", "video/mp4"],
]);

/** Well-formed UTF-8, cut off wherever, with nothing in it that no text has. */
function isText(head: Uint8Array): boolean {
  if (head.length === 0) return false;
  try {
    // eslint-disable-next-line no-control-regex
    return !/[\u0000-\u0008\u000E-\u001A\u001C-\u001F\u007F]/.test(
      new TextDecoder("utf-8", { fatal: true }).decode(head, { stream: true }),
    );
  } catch {
    return false;
  }
}

/** Pictures that browsers show and that are made anew; each by the type in which it is shown. */
export const pictureTypes: ReadonlyMap<string, PictureFormat> = new Map([
  ["image/jpeg", "jpeg"],
  ["image/png", "png"],
  ["image/gif", "gif"],
  ["image/webp", "webp"],
  ["image/avif", "webp"],
]);

export type PictureFormat = "jpeg" | "png" | "gif" | "webp";

/** What a page may play where it stands; anything else that is no picture is saved. */
const playedTypes: ReadonlySet<string> = new Set([
  "audio/mpeg",
  "audio/mp4",
  "audio/ogg",
  "audio/wav",
  "audio/flac",
  "audio/aac",
  "audio/webm",
  "video/mp4",
  "video/webm",
  "video/ogg",
  "video/quicktime",
]);

export function isPlayed(contentType: string): boolean {
  return playedTypes.has(contentType);
}
