import type { SocketIoEvent } from "./to-events.ts";

const eventPacket = "2";

/** An EVENT packet of the default namespace (socket.io-protocol 5), encoded once for however many readers. */
export function encodeEvent(event: SocketIoEvent): string {
  return eventPacket + JSON.stringify(event);
}
