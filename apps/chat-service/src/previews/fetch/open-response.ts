import { type IncomingMessage, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import type { LookupFunction } from "node:net";
import type { Place } from "./find-place.ts";

/**
 * Asks for a URL at the addresses that were checked, and at no others: its name is not looked up again. Nothing goes along that
 * says who asks for whom.
 */
export function openResponse({ url, addresses }: Place, signal: AbortSignal): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const request = url.protocol === "https:" ? requestHttps : requestHttp;
  request(url, {
    // One of its own: no proxy that the environment names, no connection that another left open.
    agent: false,
    lookup: pinnedTo(addresses),
    signal,
    headers: {
      "user-agent": "Mozilla/5.0 (compatible; hubbub link preview bot)",
      accept: "text/html,application/xhtml+xml,image/*;q=0.8",
      "accept-language": "en,*;q=0.5",
      "accept-encoding": "gzip, br",
    },
  })
    .on("response", resolve)
    .on("error", reject)
    // Also of one that answers with something else, as another protocol.
    .on("close", () => reject(new Error("closed without an answer")))
    .end();
  return promise;
}

function pinnedTo(addresses: Place["addresses"]): LookupFunction {
  return (_name, { all }, callback) => {
    if (all === true) return callback(null, [...addresses]);
    const { address, family } = addresses[0]!;
    callback(null, address, family);
  };
}
