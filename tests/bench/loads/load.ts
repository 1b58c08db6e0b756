import type { ServerName } from "../servers/bench-server.ts";
import type { RoomSet } from "../servers/hubbub/room-set.ts";

/**
 * `deliver`: messages at a rate. `idle`: connections that only stay. `storm`: all connect as fast as they can. `ingest`:
 * senders that keep a window of messages under way and read nothing but acks. `resume`: all come back at once.
 */
export type LoadKind = "deliver" | "idle" | "storm" | "ingest" | "resume";

export interface Load {
  readonly name: string;
  readonly title: string;
  readonly kind: LoadKind;
  readonly rooms: RoomSet;
  /** Messages a second (`deliver`), under way for each sender (`ingest`), missed by each client (`resume`). */
  readonly messages: number;
  readonly servers: readonly ServerName[];
}
