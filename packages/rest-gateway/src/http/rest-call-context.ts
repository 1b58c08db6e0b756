import { bearerToken, type CallContext } from "@hubbub/service-runtime";
import { parseCookies } from "./parse-cookies.ts";
import type { RequestHead } from "./request-head.ts";

/** `setCookies` receives what the handler sets. */
export function restCallContext(head: RequestHead, setCookies: string[]): CallContext {
  let cookies: ReadonlyMap<string, string> | undefined;
  return {
    transport: "rest",
    bearerToken: bearerToken(head.authorization),
    idempotencyKey: head.idempotencyKey === "" ? undefined : head.idempotencyKey,
    clientAddress: head.clientAddress,
    userAgent: head.userAgent,
    isHttps: head.isHttps,
    // Few handlers look at them.
    get cookies() {
      return (cookies ??= parseCookies(head.cookie));
    },
    setCookie(header) {
      if (/[\r\n\0]/.test(header)) throw new Error("A Set-Cookie header with a line break");
      setCookies.push(header);
    },
  };
}
