import { bearerToken, type CallContext, type IncomingBody, parseTraceparent } from "@hubbub/service-runtime";
import { parseCookie } from "cookie";
import type { RequestHead } from "./request-head.ts";

/** `setCookies` receives what the handler sets. */
export function restCallContext(head: RequestHead, setCookies: string[], body?: IncomingBody): CallContext {
  let cookies: ReadonlyMap<string, string> | undefined;
  return {
    transport: "rest",
    ...(body === undefined ? {} : { body }),
    bearerToken: bearerToken(head.authorization),
    idempotencyKey: head.idempotencyKey === "" ? undefined : head.idempotencyKey,
    trace: parseTraceparent(head.traceparent)?.traceId,
    clientAddress: head.clientAddress,
    userAgent: head.userAgent,
    isHttps: head.isHttps,
    // Few handlers look at them.
    get cookies() {
      return (cookies ??= readCookies(head.cookie));
    },
    setCookie(header) {
      if (/[\r\n\0]/.test(header)) throw new Error("A Set-Cookie header with a line break");
      setCookies.push(header);
    },
  };
}

/** Of two with one name the first counts: browsers send the closer path first (RFC 6265). */
function readCookies(header: string): ReadonlyMap<string, string> {
  const cookies = parseCookie(header, { decode: withoutQuotes }) as Readonly<Record<string, string>>;
  return new Map(Object.entries(cookies));
}

function withoutQuotes(value: string): string {
  return value.replace(/^"(.*)"$/, "$1");
}
