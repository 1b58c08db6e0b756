import { maxUserAgentChars } from "../limits.ts";
import type { SessionClient } from "./session-client.ts";

/** What is kept of a caller: cut to what a list needs, and without what Postgres cannot store. */
export function toSessionClient(call: { readonly userAgent: string; readonly clientAddress: string }): SessionClient {
  return { userAgent: storable(call.userAgent), ip: storable(call.clientAddress) };
}

function storable(text: string): string {
  return text.slice(0, maxUserAgentChars).toWellFormed().replaceAll("\0", "");
}
