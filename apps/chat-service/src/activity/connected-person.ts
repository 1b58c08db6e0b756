import type { ConnectedRoom } from "./connected-room.ts";
import type { ConnectedSocket } from "./connected-socket.ts";

/** A person with a socket on this instance. There are as many as sockets: nothing here may cost much. */
export interface ConnectedPerson {
  readonly userId: number;
  readonly sockets: ConnectedSocket[];
  /** As last read; empty before the first read. */
  rooms: readonly ConnectedRoom[];
}
