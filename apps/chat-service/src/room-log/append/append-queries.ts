import type { RoomType } from "@hubbub/ws-protocol";
import type { Mentioned, StoredAttachment, StoredQuote, StoredThread } from "../kinds/log-kind.ts";
import type { BatchPlan } from "./plan-batch.ts";
import type { PlainPosts } from "./plan-plain-posts.ts";
import type { PreparedStatement } from "./prepared-call.ts";

/** What the writer's connection can do. */
export interface Queryable {
  query(statement: { text: string; values: unknown[] }): Promise<{ rows: unknown[] }>;
}

export interface Callable {
  /** Answers the statement's one value as text, once it is committed. */
  call(statement: PreparedStatement, values: string[]): Promise<string>;
}

/** What append_to_log answers (sql/append-to-log.sql). */
export interface AppendAnswer {
  readonly epoch: string;
  readonly rooms: readonly (readonly [id: number, kind: RoomType, lastSeq: number, directKey: string | null])[];
  readonly verdicts: readonly Verdict[];
}

export type Verdict =
  | { readonly n: number; readonly no: string; readonly dup?: never }
  | {
      readonly n: number;
      readonly no?: never;
      readonly seq: number;
      /** Epoch ms. */
      readonly at: number;
      readonly dup?: true;
      /** Of a room that was made or found. */
      readonly room_id?: number;
      /** Of a message that answers another. */
      readonly quote?: StoredQuote;
      /** Of a message that names somebody: whom it calls. */
      readonly mentioned?: Mentioned;
      /** Of a message that brings files along. */
      readonly attachments?: readonly StoredAttachment[];
      /** Of a reply, written or deleted: its thread as it is then. */
      readonly thread?: StoredThread;
      readonly event?: { readonly kind: string; readonly target_seq: number | null; readonly body: unknown };
    };

/** A server process, so that it can be told from one that got its pid later. */
export interface Backend {
  readonly pid: number;
  readonly started: string;
}

const append = { name: "append", text: "select append_to_log($1::bigint[], $2::jsonb)" };
const appendPlain = {
  name: "append-plain",
  text: "select append_plain_posts($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
};

/** Appends a batch. One statement, committed when it is answered. */
export async function appendToLog(connection: Callable, { roomIds, steps }: BatchPlan): Promise<AppendAnswer> {
  return JSON.parse(await connection.call(append, [toArrayLiteral(roomIds), steps])) as AppendAnswer;
}

/** Appends a batch of messages that are presumably all new and allowed; as `appendToLog` does, and in half its time if so. */
export async function appendPlainPosts(connection: Callable, posts: PlainPosts): Promise<AppendAnswer> {
  const text = await connection.call(appendPlain, [
    toArrayLiteral(posts.roomIds),
    toArrayLiteral(posts.counts),
    toArrayLiteral(posts.authorPlaces),
    toArrayLiteral(posts.authorIds),
    toArrayLiteral(posts.authorAdmins),
    toArrayLiteral(posts.authorLasts),
    toArrayLiteral(posts.authors),
    toArrayLiteral(posts.nths),
    toArrayLiteral(posts.clientMsgIds),
    toJsonArrayLiteral(posts.bodies),
    toArrayLiteral(posts.directKeys),
    toArrayLiteral(posts.replyPlaces),
    toArrayLiteral(posts.replySeqs),
  ]);
  const answer = JSON.parse(text) as AppendAnswer | PlainAnswer;
  return "verdicts" in answer ? answer : withVerdicts(answer, posts);
}

/** Where all were new: the rooms as in AppendAnswer, each with its messages' time (epoch ms). */
interface PlainAnswer {
  readonly epoch: string;
  readonly rooms: readonly (readonly [...room: AppendAnswer["rooms"][number], at: number])[];
  /** Of the posts in `replies`. */
  readonly quotes?: readonly StoredQuote[];
}

function withVerdicts({ epoch, rooms, quotes }: PlainAnswer, posts: PlainPosts): AppendAnswer {
  const byId = new Map(rooms.map((room) => [room[0], room]));
  const byPlace = posts.roomIds.map((roomId, index) => {
    const [, , lastSeq = 0, , at = 0] = byId.get(roomId) ?? [];
    return { before: lastSeq - (posts.counts[index] ?? 0), at };
  });
  const verdicts = posts.authors.map((author, n) => {
    const { before = 0, at = 0 } = byPlace[(posts.authorPlaces[author - 1] ?? 0) - 1] ?? {};
    return { n, seq: before + (posts.nths[n] ?? 0), at };
  });
  return {
    epoch,
    rooms: rooms.map(([id, kind, lastSeq, directKey]) => [id, kind, lastSeq, directKey]),
    verdicts: quotes === undefined ? verdicts : withQuotes(verdicts, posts.replies, quotes),
  };
}

function withQuotes<Verdict extends { readonly n: number }>(
  verdicts: readonly Verdict[],
  replies: readonly number[],
  quotes: readonly StoredQuote[],
): (Verdict & { readonly quote?: StoredQuote })[] {
  const quoteOf = new Map(replies.map((n, index) => [n, quotes[index]]));
  return verdicts.map((verdict) => {
    const quote = quoteOf.get(verdict.n);
    return quote === undefined ? verdict : { ...verdict, quote };
  });
}

/** A Postgres array as text; pg's own way takes longer, for it quotes every number. */
function toArrayLiteral(values: readonly (number | boolean | string | undefined)[]): string {
  const elements = values.map((value) => {
    if (value === undefined) return "NULL";
    return typeof value === "string" ? `"${value.replace(/["\\]/g, "\\$&")}"` : value;
  });
  return `{${elements.join(",")}}`;
}

/** Of JSON texts: without control characters, they quote as JSON and as Postgres' arrays alike, and JSON does it fast. */
function toJsonArrayLiteral(texts: readonly string[]): string {
  return `{${texts.map((text) => JSON.stringify(text)).join(",")}}`;
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
