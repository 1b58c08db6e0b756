import type { ServerName } from "../servers/bench-server.ts";
import type { RoomSet } from "../servers/hubbub/room-set.ts";

/**
 * `deliver`: messages at a rate. `idle`: connections that only stay. `storm`: all connect as fast as they can. `ingest`:
 * senders that keep a window of messages under way and read nothing but acks. `resume`: all come back at once. `search`:
 * searches over what is there.
 */
export type LoadKind = "deliver" | "idle" | "storm" | "ingest" | "resume" | "search";

export interface Load {
  readonly name: string;
  readonly title: string;
  readonly kind: LoadKind;
  readonly rooms: RoomSet;
  /** Messages a second (`deliver`), under way for each sender (`ingest`), missed by each client (`resume`), in each room (`search`). */
  readonly messages: number;
  /** Only of `deliver`: every message is a reply to one root, written anew for each run. hubbub's alone. */
  readonly inThread?: true;
  /** Only of `deliver`: pictures of 12 megapixels that are uploaded to one of the rooms meanwhile. hubbub's alone. */
  readonly uploads?: number;
  readonly servers: readonly ServerName[];
}
