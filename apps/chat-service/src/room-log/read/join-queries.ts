import type { MemberRole, Room, RoomType } from "@hubbub/ws-protocol";
import { type RawBuilder, sql } from "kysely";
import type { ChatDatabase } from "../../db/open-chat-database.ts";
import { prepared } from "../../db/prepared.ts";
import { maxEventsRead, maxPageBytes } from "../../limits.ts";
import { cutPage } from "./cut-page.ts";
import { directPeopleColumn, type DirectPeople, toPeople } from "./direct-people.ts";
import { type SequencedFrame, toSequencedFrame } from "../events/sequenced-frame.ts";
import { fromLogRow, logBytes, logColumns, type LogRow } from "../events/log-row.ts";
import { isOf } from "./timeline-queries.ts";
import type { MessagePage } from "./page-queries.ts";
import { toMessage } from "../kinds/message.ts";

/** One join of a tick. */
export interface JoinQuery {
  readonly roomId: number;
  readonly userId: number;
  /** Messages of the latest page, 0–100; 0: none is needed. */
  readonly pageLimit: number;
  /** Whether the page holds the replies that stand in threads alone. */
  readonly threads?: boolean | undefined;
  /** Events wanted as `recent`, 0–500; 0: none. */
  readonly recentLimit: number;
}

export interface JoinPage extends MessagePage {
  /** With the caller's role, where there is one. */
  readonly room: Room;
  /** The caller's membership; undefined for one who is no member. */
  readonly me: JoinMembership | undefined;
  /** Seqs of what is pinned, ascending. */
  readonly pins: readonly number[];
  /** The caller is kept out of the room. */
  readonly banned: boolean;
}

export interface JoinMembership {
  readonly role: MemberRole;
  readonly lastReadSeq: number;
  readonly mutedUntil: Date | undefined;
}

export interface RoomJoin {
  readonly roomId: number;
  readonly epoch: string;
  readonly lastSeq: number;
  readonly page: JoinPage;
  /** The newest events up to `lastSeq`, ascending, without holes; at most `recentLimit` and 256 KiB. */
  readonly recent: readonly SequencedFrame[];
}

/**
 * Membership, head, latest page and recent events of many joins, in one statement and so of one moment. The answers stand
 * in the order of `joins`; undefined where the room does not exist. Whether the caller may see the room is not decided
 * here: a private or direct room without `me` is `room_not_found`.
 */
export async function readJoins(
  db: ChatDatabase,
  joins: readonly JoinQuery[],
): Promise<readonly (RoomJoin | undefined)[]> {
  if (joins.length === 0) return [];
  const { rows } = await sql<JoinRow>`${prepared("read_joins")}
    select asked.threads, rooms.id, rooms.kind, rooms.name, rooms.topic, rooms.created_by, rooms.last_seq, rooms.member_count,
           epoch_ms(rooms.created_at) as created_at, epoch_ms(rooms.archived_at) as archived_at, rooms.retention_days, rooms.link_previews,
           rooms.avatar_url,
           log_epoch.epoch,
           ${directPeopleColumn} as people,
           (
             select json_agg(json_build_object('user_id', user_id, 'role', role, 'last_read_seq', last_read_seq,
                                               'muted_until', epoch_ms(shown_mute(muted_until))))
               from room_members where room_id = rooms.id and user_id = any (asked.user_ids)
           ) as members,
           (
             select json_agg(user_id) from room_bans
              where room_id = rooms.id and user_id = any (asked.user_ids) and coalesce(until > clock_timestamp(), true)
           ) as banned,
           (select json_agg(seq order by seq) from room_pins where room_id = rooms.id) as pins,
           (
             select json_agg(measured order by seq desc) from (
               select *, sum(bytes) over (order by seq desc) - bytes as bytes_after, count(*) over () as found from (
                 (${latest("timeline")}) union all (${latest("log")})
               ) as latest
             ) as measured where bytes_after <= ${maxPageBytes}
           ) as messages,
           (
             select json_agg(measured order by seq) from (
               select *, sum(bytes) over (order by seq desc) as bytes_from from (
                 select ${logColumns}, ${logBytes} as bytes
                   from room_log where room_id = rooms.id and seq > rooms.last_seq - asked.recent_limit
               ) as newest
             ) as measured where bytes_from <= ${maxPageBytes}
           ) as recent
      from jsonb_to_recordset(${JSON.stringify(toQuestions(joins))}::jsonb)
        as asked (room_id bigint, threads boolean, page_limit int, recent_limit int, user_ids bigint[])
      join rooms on rooms.id = asked.room_id
      cross join log_epoch`.execute(db);

  const answers = new Map(rows.map((row) => [questionKey(Number(row.id), row.threads), toAnswer(row)]));
  return joins.map((join) => answers.get(questionKey(join.roomId, join.threads ?? false))?.(join));
}

/** One of the two finds what was asked for; each by an index of its own. */
function latest(of: "timeline" | "log"): RawBuilder<LogRow> {
  return sql<LogRow>`
    select ${logColumns}, ${logBytes} as bytes
      from room_log
     where room_id = rooms.id and ${isOf(of)} and seq > rooms.expired_seq and asked.page_limit > 0
       and asked.threads = ${of === "log"}
     order by seq desc limit asked.page_limit + 1`;
}

function questionKey(roomId: number, threads: boolean): string {
  return `${roomId}:${threads}`;
}

interface JoinRow {
  readonly threads: boolean;
  readonly id: number | string;
  readonly kind: RoomType;
  readonly name: string;
  readonly topic: string;
  readonly created_by: number | string;
  readonly last_seq: number | string;
  readonly member_count: number;
  readonly created_at: number | string;
  readonly archived_at: number | string | null;
  readonly retention_days: number | null;
  readonly link_previews: boolean;
  readonly avatar_url: string | null;
  readonly epoch: string;
  readonly people: DirectPeople;
  readonly members: readonly MemberRow[] | null;
  readonly banned: readonly number[] | null;
  readonly pins: readonly number[] | null;
  readonly messages: readonly (LogRow & { readonly found: number })[] | null;
  readonly recent: readonly LogRow[] | null;
}

interface MemberRow {
  readonly user_id: number;
  readonly role: MemberRole;
  readonly last_read_seq: number;
  readonly muted_until: number | null;
}

/** One question a room, or two, however many join it: they share what is read. */
function toQuestions(joins: readonly JoinQuery[]) {
  const questions = new Map<string, Question>();
  for (const { roomId, threads = false, userId, pageLimit, recentLimit } of joins) {
    const key = questionKey(roomId, threads);
    const question = questions.get(key) ?? { room_id: roomId, threads, page_limit: 0, recent_limit: 0, user_ids: [] };
    question.page_limit = Math.max(question.page_limit, pageLimit);
    question.recent_limit = Math.max(question.recent_limit, Math.min(recentLimit, maxEventsRead));
    question.user_ids.push(userId);
    questions.set(key, question);
  }
  return [...questions.values()];
}

interface Question {
  readonly room_id: number;
  readonly threads: boolean;
  page_limit: number;
  recent_limit: number;
  readonly user_ids: number[];
}

/** What one row answers to each join of its room. */
function toAnswer(row: JoinRow): (join: JoinQuery) => RoomJoin {
  const lastSeq = Number(row.last_seq);
  const room: Room = {
    id: Number(row.id),
    name: row.name,
    type: row.kind,
    topic: row.topic,
    created_by: Number(row.created_by),
    last_seq: lastSeq,
    member_count: row.member_count,
    created_at: new Date(Number(row.created_at)).toISOString(),
    ...(row.archived_at === null ? {} : { archived_at: new Date(Number(row.archived_at)).toISOString() }),
    ...(row.retention_days === null ? {} : { retention_days: row.retention_days }),
    ...(row.link_previews ? {} : { link_previews: false }),
    ...(row.avatar_url === null ? {} : { avatar_url: row.avatar_url }),
    people: toPeople(row.people),
  };
  const members = new Map(row.members?.map((member) => [member.user_id, toMembership(member)]));
  const newestFirst = (row.messages ?? [])
    .map(fromLogRow)
    .flatMap((event) => (event.kind === "message" ? [toMessage(event)] : []));
  const found = row.messages?.[0]?.found ?? 0;
  const recent = (row.recent ?? []).map((recentRow) => toSequencedFrame(fromLogRow(recentRow)));

  const banned = new Set(row.banned);

  const pageOf = memoize((limit) => cutPage(newestFirst, { found, limit, maxBytes: maxPageBytes, forward: false }));
  const recentOf = memoize((limit) => recent.filter(({ seq }) => seq > lastSeq - limit));

  return ({ userId, pageLimit, recentLimit }) => {
    const me = members.get(userId);
    return {
      roomId: room.id,
      epoch: row.epoch,
      lastSeq,
      page: {
        ...pageOf(pageLimit),
        room: me === undefined ? room : { ...room, role: me.role },
        me,
        pins: row.pins ?? [],
        banned: banned.has(userId),
      },
      recent: recentOf(recentLimit),
    };
  };
}

/** A thousand who join a room together mostly ask for the same. */
function memoize<Value>(make: (limit: number) => Value): (limit: number) => Value {
  const made = new Map<number, Value>();
  return (limit) => {
    const known = made.get(limit);
    if (known !== undefined) return known;
    const value = make(limit);
    made.set(limit, value);
    return value;
  };
}

function toMembership({ role, last_read_seq, muted_until }: MemberRow): JoinMembership {
  return { role, lastReadSeq: last_read_seq, mutedUntil: muted_until === null ? undefined : new Date(muted_until) };
}
