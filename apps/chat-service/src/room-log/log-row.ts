import type { LogEvent, LogKind } from "./log-event.ts";

/** A row of room_log as the queries select it (`logColumns`); `at` is epoch ms. int8 may come as text. */
export interface LogRow {
  readonly room_id: number | string;
  readonly seq: number | string;
  readonly kind: LogKind;
  readonly actor_id: number | string;
  readonly client_msg_id: string;
  readonly target_seq: number | string | null;
  readonly body: unknown;
  readonly state: unknown;
  readonly at: number | string;
}

export function fromLogRow(row: LogRow): LogEvent {
  const event = {
    roomId: Number(row.room_id),
    seq: Number(row.seq),
    kind: row.kind,
    actorId: Number(row.actor_id),
    clientMsgId: row.client_msg_id,
    targetSeq: row.target_seq === null ? undefined : Number(row.target_seq),
    body: row.body,
    state: row.state ?? undefined,
    createdAt: new Date(Number(row.at)),
  };
  // The append function wrote the row: its body is the one of its kind.
  return event as LogEvent;
}
