import type { Seen, Trial } from "../system/trial.ts";
import { chatRows } from "./chat-rows.ts";
import { otherRows } from "./other-rows.ts";
import { eventRows, frameRows } from "./socket-rows.ts";
import { serviceRows, userRows } from "./user-rows.ts";

/** How a row of the matrix is tried. */
export interface Operation {
  readonly section: string;
  readonly operation: string;
  readonly of: string;
  readonly seenBy: (trial: Trial) => Promise<Seen>;
}

/** Every row that can be tried, in the order of docs/authorisation.md. */
export const operations: readonly Operation[] = [
  ...under("Accounts and sessions", userRows, (trial, name, row) => trial.rpc(name, row)),
  ...under("Rooms and messages", chatRows, (trial, name, row) => trial.rpc(name, row)),
  ...under("Between services", serviceRows, (trial, name, row) => trial.rpc(name, row)),
  ...under("WebSocket", frameRows, (trial, type, row) => trial.frame(type, row)),
  ...under("Socket.IO", eventRows, (trial, name, row) => trial.event(name, row)),
  ...under("Other addresses", otherRows, (trial, _address, row) => trial.other(row)),
];

function under<Row>(
  section: string,
  rows: Readonly<Record<string, Readonly<Record<string, Row>>>>,
  seen: (trial: Trial, operation: string, row: Row) => Promise<Seen>,
): Operation[] {
  return Object.entries(rows).flatMap(([operation, ofs]) =>
    Object.entries(ofs).map(([of, row]) => ({
      section,
      operation,
      of,
      seenBy: (trial: Trial) => seen(trial, operation, row),
    })),
  );
}
