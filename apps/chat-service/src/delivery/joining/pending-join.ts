import type { RoomJoin } from "../../room-log/read/join-queries.ts";
import type { ResumeResult } from "../delivery-metrics.ts";
import type { RoomHub } from "../hub/room-hub.ts";
import type { Seat } from "../readers/seat.ts";
import type { JoinRequest } from "./join-request.ts";

/** A join on its way: subscribing, reading, or waiting for its hub to catch up with what was read. */
export interface PendingJoin {
  readonly request: JoinRequest;
  readonly seat: Seat;
  readonly deadlineMs: number;
  readonly resolve: (result: "joined" | "gone") => void;
  readonly reject: (error: unknown) => void;
  hub: RoomHub;
  /** Counts readings: the answer to an earlier one is out of date. */
  reading: number;
  /** Of the hub when the read was asked for: what is read must not end before. */
  lastSeqAtRead: number;
  /** What it is to be placed by, once that came back. */
  read: RoomJoin | undefined;
  /** Why its resume became a fresh join. */
  notRecovered: Exclude<ResumeResult, "ring" | "log"> | undefined;
  /** What the ring lacked was asked of the log: that is not done twice. */
  refilled: boolean;
}
