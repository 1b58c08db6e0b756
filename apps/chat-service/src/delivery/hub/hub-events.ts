import type { GapHealedBy } from "../delivery-metrics.ts";
import type { RoomHub } from "./room-hub.ts";

/** What is found out about a hub, by whoever reads the log; RoomDelivery sees to it. */
export interface HubEvents {
  /** Its last event or its head may be another. */
  changed(hub: RoomHub, by: GapHealedBy): void;
  /** It cannot be brought up to the log: its readers have to start anew. */
  resync(hub: RoomHub): void;
  /** The log ends before what went out already, under the same epoch. */
  lowerHead(hub: RoomHub): void;
}
