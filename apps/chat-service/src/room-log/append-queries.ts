import type { RoomType } from "@hubbub/ws-protocol";
import type { BatchPlan } from "./plan-batch.ts";
import type { RefusalReason } from "./refusals.ts";

/** What the writer's connection can do. */
export interface Queryable {
  query(statement: { name?: string; text: string; values: unknown[] }): Promise<{ rows: unknown[] }>;
}

/** What append_to_log answers (append-to-log.sql). */
export interface AppendAnswer {
  readonly epoch: string;
  readonly rooms: readonly (readonly [id: number, kind: RoomType, lastSeq: number, directKey: string | null])[];
  readonly verdicts: readonly Verdict[];
}

export type Verdict =
  | { readonly n: number; readonly no: RefusalReason }
  | {
      readonly n: number;
      readonly no?: never;
      readonly seq: number;
      /** Epoch ms. */
      readonly at: number;
      readonly dup?: true;
      /** Of a room that was made or found. */
      readonly room_id?: number;
      readonly event?: { readonly kind: string; readonly target_seq: number | null; readonly body: unknown };
    };

/** A server process, so that it can be told from one that got its pid later. */
export interface Backend {
  readonly pid: number;
  readonly started: string;
}

/** Appends a batch. One statement, committed when it is answered. */
export async function appendToLog(connection: Queryable, { roomIds, steps }: BatchPlan): Promise<AppendAnswer> {
  const { rows } = await connection.query({
    name: "append",
    text: "select append_to_log($1::bigint[], $2::jsonb) as answer",
    values: [roomIds, steps],
  });
  const [row] = rows as [{ answer: AppendAnswer }];
  return row.answer;
}

/** Which of the rooms somebody else holds the lock of. */
export async function findLockedRooms(connection: Queryable, roomIds: readonly number[]): Promise<Set<number>> {
  const { rows } = await connection.query({
    text: `with free as (select id from rooms where id = any ($1::bigint[]) for no key update skip locked)
      select id::text from rooms where id = any ($1::bigint[]) and id not in (select id from free)`,
    values: [roomIds],
  });
  return new Set((rows as { id: string }[]).map(({ id }) => Number(id)));
}

export async function readBackend(connection: Queryable): Promise<Backend> {
  const { rows } = await connection.query({
    text: "select pid, backend_start::text as started from pg_stat_activity where pid = pg_backend_pid()",
    values: [],
  });
  const [row] = rows as [Backend];
  return row;
}

/**
 * Ends a server process of which no answer came, and waits a moment until it is gone: what it was told last has then been
 * committed or never will be.
 */
export async function endBackend(connection: Queryable, { pid, started }: Backend): Promise<void> {
  await connection.query({
    text: "select pg_terminate_backend(pid, 500) from pg_stat_activity where pid = $1 and backend_start = $2::timestamptz",
    values: [pid, started],
  });
}
