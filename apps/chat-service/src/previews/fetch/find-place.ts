import { isIP } from "node:net";
import { FetchProblem } from "./fetch-problem.ts";
import { isPublicAddress } from "./is-public-address.ts";
import type { ResolveName } from "./resolve-name.ts";

export interface Outside {
  readonly resolve: ResolveName;
  /** What may be reached besides the public internet, on any port: in tests alone, anything. */
  readonly isOpen: (address: string) => boolean;
}

/** Where to connect for a URL. */
export interface Place {
  readonly url: URL;
  /** All of them checked. */
  readonly addresses: readonly { readonly address: string; readonly family: 4 | 6 }[];
}

/**
 * Looks up where an address, or what one leads to, is. Throws a FetchProblem for what is no web address, and for a name or number
 * that is not on the public internet; of a name all addresses must be.
 */
export async function findPlace(address: string, outside: Outside, base?: URL): Promise<Place> {
  const url = toUrl(address, base);
  // What WHATWG takes for a number in any notation is one here: decimal, octal, hexadecimal, with one to four parts.
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const found = isIP(host) === 0 ? await outside.resolve(host) : [host];
  if (found.length === 0) throw new FetchProblem("unresolved");
  if (found.every(outside.isOpen)) return { url, addresses: found.map(withFamily) };
  if (url.port !== "" && url.port !== "80" && url.port !== "443") throw new FetchProblem("refused_address");
  if (!found.every(isPublicAddress)) throw new FetchProblem("refused_place");
  return { url, addresses: found.map(withFamily) };
}

function toUrl(address: string, base: URL | undefined): URL {
  const url = URL.parse(address, base?.href);
  const isWeb = url?.protocol === "http:" || url?.protocol === "https:";
  if (url === null || !isWeb || url.username !== "" || url.password !== "") throw new FetchProblem("refused_address");
  return url;
}

function withFamily(address: string): Place["addresses"][number] {
  return { address, family: isIP(address) === 6 ? 6 : 4 };
}
