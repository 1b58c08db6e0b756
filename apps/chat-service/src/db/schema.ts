import type { MemberRole, RoomType } from "@hubbub/ws-protocol";
import type { ColumnType, Generated } from "kysely";

/** The chat service's tables. Rooms, members and the log are written by the append function alone (room-log/append/sql). */
export interface ChatSchema {
  rooms: RoomsTable;
  room_members: RoomMembersTable;
  room_log: RoomLogTable;
  log_epoch: LogEpochTable;
  known_accounts: KnownAccountsTable;
  room_bans: RoomBansTable;
  room_pins: RoomPinsTable;
  user_blocks: UserBlocksTable;
  jobs: JobsTable;
  audit_outbox: AuditOutboxTable;
  deleted_accounts: DeletedAccountsTable;
  earlier_names: EarlierNamesTable;
  threads: ThreadsTable;
  thread_members: ThreadMembersTable;
  mentions: MentionsTable;
  last_seen: LastSeenTable;
  search_words: SearchWordsTable;
  search_positions: SearchPositionsTable;
  files: FilesTable;
  file_usage: FileUsageTable;
  file_link_key: FileLinkKeyTable;
  file_storage: FileStorageTable;
  person_avatars: PersonAvatarsTable;
}

export interface RoomsTable {
  id: Generated<number>;
  kind: RoomType;
  /** Empty for direct rooms. */
  name: string;
  /** The name as `foldText` makes it: unique, for search and order; null for direct rooms. */
  name_key: string | null;
  /**
   * What `name_key` would be, of a room that had its name before names were compared as they are now and shares it with
   * another. It keeps the key that it had.
   */
  look_key: string | null;
  topic: Generated<string>;
  /** `"<lower user id>:<higher user id>"`, unique; only direct rooms. */
  direct_key: string | null;
  /** 0: made by the first migration. */
  created_by: number;
  /** Of the command that made the room, so that its repeat finds it. */
  create_key: string;
  last_seq: Generated<number>;
  /** When `last_seq` was taken; no later event may be stamped earlier. */
  last_event_at: Generated<Date>;
  /** Of its newest message; before the first, when it was made. Null: of before this was noted, and nobody has written since. */
  last_message_at: Generated<Date | null>;
  member_count: Generated<number>;
  created_at: Generated<Date>;
  archived_at: Date | null;
  /** Null: as the server keeps messages. */
  retention_days: number | null;
  /** Whether links in it have previews. */
  link_previews: Generated<boolean>;
  /** Where its picture is, if it has one. */
  avatar_url: string | null;
  /** Messages up to there are older than that. */
  expired_seq: Generated<number>;
}

export interface RoomMembersTable {
  room_id: number;
  user_id: number;
  role: MemberRole;
  last_read_seq: Generated<number>;
  /** Up to where others were told that they have read, where they set their place back since. */
  seen_seq: number | null;
  /** Direct rooms only: up to where messages reached a connected device. */
  last_delivered_seq: Generated<number>;
  joined_at: Generated<Date>;
  /** Of one who may not write; in a direct room `block_mute()`, while one of the two has blocked the other. */
  muted_until: Date | null;
}

export interface RoomLogTable {
  room_id: number;
  seq: number;
  /** The log frames, where a `new_message` is a `message`. */
  /** One of room-log/kinds, or of a later release. */
  kind: string;
  actor_id: number;
  client_msg_id: string;
  target_seq: number | null;
  /** Of a reply in a thread, as in its body: its root, and whether the room shows it as well. */
  thread_seq: number | null;
  in_room: boolean | null;
  body: ColumnType<unknown, string, string>;
  state: ColumnType<unknown, string | null, string | null>;
  created_at: Date;
}

/** What was replied to one message, its root; deleted replies do not count. Written by the append function. */
export interface ThreadsTable {
  room_id: number;
  root_seq: number;
  reply_count: number;
  last_reply_seq: number;
  last_reply_at: Date;
  /** At most five who replied last, the latest first. */
  user_ids: number[];
  /** Of the event that made it so. */
  updated_seq: number;
}

/** Who has a place in a thread. */
export interface ThreadMembersTable {
  room_id: number;
  root_seq: number;
  user_id: number;
  last_read_seq: number;
  following: boolean;
}

/** Whom a message calls. Written by the append function. */
export interface MentionsTable {
  /** 0: all of the room. */
  user_id: number;
  room_id: number;
  seq: number;
  author_id: number;
  /** Of a reply in a thread, as in room_log. */
  thread_seq: number | null;
  in_room: boolean | null;
}

export interface LastSeenTable {
  user_id: number;
  seen_at: Date;
}

export interface LogEpochTable {
  epoch: string;
}

/** Who has been let in, once (append/sql/admit-newcomers.sql). */
export interface KnownAccountsTable {
  user_id: number;
}

export interface RoomBansTable {
  room_id: number;
  user_id: number;
  /** Empty where none was given. */
  reason: string;
  /** Null: for good. One that is over stays until the room's next ban. */
  until: Date | null;
  banned_by: number;
  created_at: Date;
}

/** Pinned messages; written with their state, by the append function. */
export interface RoomPinsTable {
  room_id: number;
  seq: number;
}

export interface UserBlocksTable {
  user_id: number;
  blocked_id: number;
  created_at: Generated<Date>;
}

/** What one instance of the system does at a time (jobs/leased-job.ts). */
export interface JobsTable {
  name: string;
  /** A boot id. */
  holder: string;
  held_until: Date;
  /** How far it has come, where it counts that. */
  position: Generated<number>;
}

/** Written by the append function; read and emptied by audit/. */
export interface AuditOutboxTable {
  id: Generated<number>;
  source_id: string;
  at: Date;
  action: string;
  actor_id: number;
  subject_id: number | null;
  room_id: number;
  details: unknown;
}

export interface DeletedAccountsTable {
  user_id: number;
  deleted_at: Date;
  /** When this service heard of it. */
  noted_at: Generated<Date>;
  /** When nothing in the rooms named them any more. */
  forgotten_at: Date | null;
}

/** One row: up to there the logs were looked through for whom they name (privacy/earlier-name-queries.ts). */
export interface EarlierNamesTable {
  room_id: number;
  seq: number;
  /** Since when they were to their end. */
  done_at: Date | null;
}

/** A message by its words; without any where it was deleted or has expired. */
export interface SearchWordsTable {
  room_id: number;
  seq: number;
  created_at: Date;
  /** Of the event of which the words are. */
  version: number;
  /** A tsvector. */
  words: string;
}

/** Which events of a room the words of are written: those after `from_seq`, up to `seq`. */
export interface SearchPositionsTable {
  room_id: number;
  seq: number;
  from_seq: number;
}

export interface FileStorageTable {
  /** One row: what a folder with files says that it is. */
  id: string;
}

/** Files that messages bring along. The append functions write `seq`, and `removed_at` where a message goes. */
export interface FilesTable {
  id: string;
  room_id: number;
  user_id: number;
  name: string;
  /** Bytes: as declared, until it is stored. */
  size: number;
  /** Bytes that are stored and counted, where they are not `size`. */
  stored_bytes: number | null;
  content_type: Generated<string>;
  /** Of a picture, in pixels. */
  width: number | null;
  height: number | null;
  thumbhash: string | null;
  created_at: Generated<Date>;
  /** Since when its bytes are whole and safe. */
  stored_at: Date | null;
  /** Since when a picture is as it will be shown, or known to be none. */
  made_at: Date | null;
  make_tries: Generated<number>;
  /** Of its message; null while it is not sent. */
  seq: number | null;
  /** Of a link in that message, not brought along by it. */
  is_preview: Generated<boolean>;
  /** Whose picture it is, or is to be: `avatar_of_user`, `avatar_of_room`; then it is no message's. */
  avatar_of: Generated<string | null>;
  /** Since when it has been that. */
  shown_since: Generated<Date | null>;
  removed_at: Date | null;
  emptied_at: Date | null;
}

/** Bytes of a person's files; of user 0 those of all together. */
export interface FileUsageTable {
  user_id: number;
  bytes: number;
}

/** Who has a picture, or had one; what the user-service is to know of it. */
export interface PersonAvatarsTable {
  user_id: number;
  /** Null: none any more. */
  file_id: string | null;
  /** Ascending from one picture of theirs to the next. */
  version: number;
  changed_at: Generated<Date>;
  told_at: Date | null;
}

/** One row. */
export interface FileLinkKeyTable {
  key: Buffer;
}
