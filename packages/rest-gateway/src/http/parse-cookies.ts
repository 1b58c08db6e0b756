import { maxCookies } from "../limits.ts";

/** The cookies of a `Cookie` header by name; of two with one name the first counts (RFC 6265 sends the closer path first). */
export function parseCookies(header: string): ReadonlyMap<string, string> {
  const cookies = new Map<string, string>();
  for (const pair of header.split(";", maxCookies)) {
    const at = pair.indexOf("=");
    const name = pair.slice(0, Math.max(at, 0)).trim();
    if (name !== "" && !cookies.has(name)) {
      const value = pair.slice(at + 1).trim();
      cookies.set(name, value.replace(/^"(.*)"$/, "$1"));
    }
  }
  return cookies;
}
