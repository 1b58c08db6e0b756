import type { LogEvent } from "./log-event.ts";

/** The event's WebSocket frame: one JSON text in UTF-8, `type` first, no newline; made of the row alone. */
export function encodeLogFrame(event: LogEvent): Uint8Array {
  throw new Error(`not yet ${event.kind}`);
}
