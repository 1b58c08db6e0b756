import { type RawBuilder, sql } from "kysely";
import { isKnownKind, type StoredEvent } from "./log-event.ts";

/** A row of room_log as `logColumns` selects it; `at` is epoch ms. int8 may come as text. */
export interface LogRow {
  readonly room_id: number | string;
  readonly seq: number | string;
  readonly kind: string;
  readonly actor_id: number | string;
  readonly client_msg_id: string;
  readonly target_seq: number | string | null;
  readonly body: unknown;
  readonly state: unknown;
  /** Of a message that answers another; not every query reads it. */
  readonly quote?: unknown;
  /** Of a root, of a reply and of a reply's deletion. */
  readonly thread?: unknown;
  readonly at: number | string;
}

/** The columns of an event, of a query that reads `room_log`. */
export const logColumns: RawBuilder<LogRow> = sql<LogRow>`
  room_id, seq, kind, actor_id, client_msg_id, target_seq, body, state, epoch_ms(created_at) as at,
  case when kind = 'message' and body ? 'reply_to' then quote_of(room_id, (body ->> 'reply_to')::bigint) end as quote,
  (
    select thread_json(known) from threads as known
     where known.room_id = room_log.room_id and known.root_seq = case kind
       when 'message' then coalesce(room_log.thread_seq, room_log.seq)
       when 'message_deleted' then (body ->> 'thread_seq')::bigint end
  ) as thread`;

/** About how many bytes its frame has; of a quote, as many as one of a few words; of a reply, as its thread. */
export const logBytes: RawBuilder<number> = sql<number>`
  octet_length(body::text) + coalesce(octet_length(state::text), 0)
    + case when kind = 'message' and body ? 'reply_to' then 200 else 0 end
    + case when thread_seq is not null then 200 else 0 end`;

export function fromLogRow(row: LogRow): StoredEvent {
  const { kind } = row;
  const event = {
    roomId: Number(row.room_id),
    seq: Number(row.seq),
    actorId: Number(row.actor_id),
    clientMsgId: row.client_msg_id,
    targetSeq: row.target_seq === null ? undefined : Number(row.target_seq),
    body: row.body,
    state: row.state ?? undefined,
    quote: row.quote ?? undefined,
    thread: row.thread ?? undefined,
    createdAt: new Date(Number(row.at)),
  };
  // The append function wrote the row: its body is the one of its kind.
  return (isKnownKind(kind) ? { ...event, kind } : { ...event, kind: "later", laterKind: kind }) as StoredEvent;
}
