import type { ByteRange } from "./storage/file-storage.ts";

/**
 * The part that a Range header asks for (RFC 9110 §14), both ends included. Undefined: all of it, as for a header that is none,
 * or asks for several parts. `none`: nothing of it is there.
 */
export function byteRange(header: string, size: number): ByteRange | "none" | undefined {
  const asked = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header.trim());
  if (asked === null) return undefined;
  const [, from = "", to = ""] = asked;
  if (from === "" && to === "") return undefined;
  if (from === "")
    return Number(to) === 0 || size === 0 ? "none" : { start: Math.max(0, size - Number(to)), end: size - 1 };
  const start = Number(from);
  const end = to === "" ? size - 1 : Math.min(Number(to), size - 1);
  if (to !== "" && Number(to) < start) return undefined;
  return start >= size ? "none" : { start, end };
}
