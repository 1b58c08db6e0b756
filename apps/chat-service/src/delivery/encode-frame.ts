import type { ServerFrame } from "@hubbub/ws-protocol";

/** The bytes of a frame; `type` comes first, as every literal here is written. */
export function encodeFrame(frame: ServerFrame): Uint8Array {
  return Buffer.from(JSON.stringify(frame));
}
