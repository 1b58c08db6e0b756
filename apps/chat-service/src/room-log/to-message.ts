import type { Message } from "@hubbub/ws-protocol";
import type { LogEvent } from "./log-event.ts";

/** A message as pages, frames and answers show it, with all that later events made of it. */
export function toMessage(event: LogEvent & { readonly kind: "message" }): Message {
  throw new Error(`not yet ${event.seq}`);
}
