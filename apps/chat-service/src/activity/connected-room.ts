import type { ConnectedPerson } from "./connected-person.ts";

/** A room with members who are connected to this instance. */
export interface ConnectedRoom {
  readonly roomId: number;
  /** Its newest message that sockets here were told of, or are about to be. */
  head: number;
  readonly people: Set<ConnectedPerson>;
}
