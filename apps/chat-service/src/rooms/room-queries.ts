import { foldText } from "@hubbub/text";
import type { MemberRole, RoomType } from "@hubbub/ws-protocol";
import { sql } from "kysely";
import type { ChatDatabase } from "../db/open-chat-database.ts";
import { directPeopleColumn, type DirectPeople, toPeople } from "../room-log/read/direct-people.ts";
import { unreadCounts, unreadReader } from "../room-log/read/unread-queries.ts";
import { maySeeRoom } from "./may-see-room.ts";
import { type Page, type PageKey, toPage } from "./page.ts";
import type { MyRoomView, RoomView } from "./room-view.ts";

/** The room whoever may see it; undefined if there is none. */
export async function selectRoom(db: ChatDatabase, roomId: number, userId: number): Promise<RoomView | undefined> {
  const row = await roomsFor(db, userId).where("rooms.id", "=", roomId).executeTakeFirst();
  return row === undefined ? undefined : toRoomView(row);
}

/** Those of these rooms that there are, whoever may see them. */
export async function selectRoomsById(
  db: ChatDatabase,
  roomIds: readonly number[],
  userId: number,
): Promise<readonly RoomView[]> {
  if (roomIds.length === 0) return [];
  return (await roomsFor(db, userId).where("rooms.id", "in", roomIds).execute()).map(toRoomView);
}

/** Named rooms that are not archived and that the user may see, ordered by name. The key is (name_key, id). */
export async function selectRooms(
  db: ChatDatabase,
  wanted: { userId: number; query: string; after: PageKey | undefined; limit: number },
): Promise<Page<RoomView>> {
  let rooms = roomsFor(db, wanted.userId)
    .where("rooms.archived_at", "is", null)
    .where("rooms.kind", "!=", "direct")
    .where((is) => is.or([is("rooms.kind", "in", ["public", "announcement"]), is("mine.role", "is not", null)]))
    .orderBy("rooms.name_key")
    .orderBy("rooms.id")
    .limit(wanted.limit + 1);
  if (wanted.query !== "") {
    const part = foldText(wanted.query);
    rooms = rooms.where(sql<boolean>`strpos(coalesce(rooms.look_key, rooms.name_key), ${part}) > 0`);
  }
  if (wanted.after !== undefined) {
    const [nameKey, id] = wanted.after;
    rooms = rooms.where(sql<boolean>`(rooms.name_key, rooms.id) > (${nameKey}, ${id}::bigint)`);
  }
  const item = toRoomView;
  return toPage(await rooms.execute(), wanted.limit, { item, key: (row) => [row.name_key ?? "", row.id] });
}

/** The id of the direct room of this pair ("<lower user id>:<higher user id>"). */
export async function selectDirectRoom(db: ChatDatabase, directKey: string): Promise<number | undefined> {
  const row = await db.selectFrom("rooms").select("id").where("direct_key", "=", directKey).executeTakeFirst();
  return row?.id;
}

/** Whether two people are members of one private or direct room: then neither is a stranger to the other. */
export async function selectSharesRoom(db: ChatDatabase, userId: number, otherId: number): Promise<boolean> {
  const row = await db
    .selectFrom("room_members as mine")
    .innerJoin("room_members as theirs", (join) =>
      join.onRef("theirs.room_id", "=", "mine.room_id").on("theirs.user_id", "=", otherId),
    )
    .innerJoin("rooms", "rooms.id", "mine.room_id")
    .select("rooms.id")
    .where("mine.user_id", "=", userId)
    .where("rooms.kind", "in", ["private", "direct"])
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * The id of the room of this name, as names are compared, if the user may see it. Of rooms that were alike before they were
 * compared so, it is the one that this name has always meant.
 */
export async function selectRoomByName(db: ChatDatabase, name: string, userId: number): Promise<number | undefined> {
  const key = foldText(name);
  const earlierKey = name.normalize("NFKC").toLowerCase();
  const row = await db
    .selectFrom("rooms")
    .leftJoin("room_members as mine", (join) =>
      join.onRef("mine.room_id", "=", "rooms.id").on("mine.user_id", "=", userId),
    )
    .select(["rooms.id", "rooms.kind", "mine.role"])
    .where((is) => is.or([is("rooms.name_key", "in", [key, earlierKey]), is("rooms.look_key", "=", key)]))
    .orderBy((is) => is("rooms.name_key", "=", earlierKey), "desc")
    .orderBy((is) => is("rooms.name_key", "=", key), "desc")
    .limit(1)
    .executeTakeFirst();
  return row !== undefined && maySeeRoom(row.kind, row.role ?? undefined) ? row.id : undefined;
}

export interface MyRoomsWanted {
  readonly userId: number;
  readonly username: string;
  readonly after: PageKey | undefined;
  readonly limit: number;
}

/**
 * The user's rooms, archived and direct ones too, those with the latest messages first. The key is (when that was in µs,
 * id). A room that gets a message moves before the pages that were read.
 */
export async function selectMyRooms(db: ChatDatabase, wanted: MyRoomsWanted): Promise<Page<MyRoomView>> {
  const rows = await myRoomsQuery(db, wanted).execute();
  const item = (row: (typeof rows)[number]) => ({
    ...toRoomView(row),
    lastReadSeq: row.last_read_seq ?? 0,
    unreadCount: row.counts.unread,
    mentionCount: row.counts.mentions,
  });
  return toPage(rows, wanted.limit, { item, key: (row) => [row.latest_us, row.id] });
}

/** For a test to look at its plan. */
export function myRoomsQuery(db: ChatDatabase, wanted: MyRoomsWanted) {
  return roomsFor(db, wanted.userId)
    .innerJoin(latestRooms(db, wanted).as("latest"), "latest.id", "rooms.id")
    .select(["mine.last_read_seq", unreadCounts(unreadReader(wanted), ownPlace).as("counts")])
    .select(sql<number>`(extract(epoch from latest.at) * 1000000)::bigint`.as("latest_us"))
    .orderBy("latest.at", "desc")
    .orderBy("rooms.id", "desc");
}

const ownPlace = { roomId: sql<number>`rooms.id`, lastReadSeq: sql<number>`mine.last_read_seq` };

/**
 * Which rooms are on the page. When a room's latest message came has no index, for that would make each message costlier:
 * so all rooms of the person are looked at, but nothing else of them (5 000 in some 10 ms), and what is unread is
 * counted for those of the page alone.
 */
function latestRooms(db: ChatDatabase, { userId, after, limit }: MyRoomsWanted) {
  const latestAt = sql<Date>`coalesce(room.last_message_at, room.last_event_at)`;
  const rooms = db
    .selectFrom("room_members as membership")
    .innerJoin("rooms as room", "room.id", "membership.room_id")
    .select(["room.id", latestAt.as("at")])
    .where("membership.user_id", "=", userId)
    .orderBy("at", "desc")
    .orderBy("room.id", "desc")
    .limit(limit + 1);
  if (after === undefined) return rooms;
  const [latestUs, id] = after;
  const at = sql`'epoch'::timestamptz + ${latestUs}::bigint * interval '1 microsecond'`;
  return rooms.where(sql<boolean>`(${latestAt}, room.id) < (${at}, ${id}::bigint)`);
}

function roomsFor(db: ChatDatabase, userId: number) {
  return db
    .selectFrom("rooms")
    .leftJoin("room_members as mine", (join) =>
      join.onRef("mine.room_id", "=", "rooms.id").on("mine.user_id", "=", userId),
    )
    .select([
      "rooms.id",
      "rooms.kind",
      "rooms.name",
      "rooms.name_key",
      "rooms.topic",
      "rooms.created_by",
      "rooms.last_seq",
      "rooms.member_count",
      "rooms.created_at",
      "rooms.archived_at",
      "rooms.retention_days",
      "rooms.link_previews",
      "rooms.avatar_url",
      "mine.role",
      directPeopleColumn.as("people"),
      sql<boolean>`is_banned(rooms.id, ${userId}::bigint, clock_timestamp())`.as("banned"),
    ]);
}

function toRoomView(row: {
  id: number;
  kind: RoomType;
  name: string;
  topic: string;
  created_by: number;
  last_seq: number;
  member_count: number;
  created_at: Date;
  archived_at: Date | null;
  retention_days: number | null;
  link_previews: boolean;
  avatar_url: string | null;
  role: MemberRole | null;
  people: DirectPeople;
  banned: boolean;
}): RoomView {
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    topic: row.topic,
    createdBy: row.created_by,
    lastSeq: row.last_seq,
    memberCount: row.member_count,
    createdAt: row.created_at,
    archivedAt: row.archived_at ?? undefined,
    retentionDays: row.retention_days ?? undefined,
    linkPreviews: row.link_previews ? undefined : false,
    avatarUrl: row.avatar_url ?? undefined,
    role: row.role ?? undefined,
    people: toPeople(row.people),
    banned: row.banned,
  };
}
