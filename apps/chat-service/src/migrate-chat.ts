import type { Logger } from "@hubbub/service-runtime";
import {
  bringUpToDate,
  type DatabaseRelease,
  type DatabaseUrls,
  migrateDatabase,
  type MigrationOptions,
} from "@hubbub/service-runtime/postgres";
import { appendFunctions } from "./room-log/append/append-functions.ts";
import { roomLog } from "./db/migrations/0001-room-log.ts";
import { receipts } from "./db/migrations/0003-receipts.ts";
import { anyKind } from "./db/migrations/0006-any-kind.ts";
import { lookAlikes } from "./db/migrations/0007-look-alikes.ts";
import { latestMessage } from "./db/migrations/0008-latest-message.ts";
import { canary } from "./db/migrations/0027-canary.ts";
import { jobs } from "./db/migrations/0011-jobs.ts";
import { moderation } from "./db/migrations/0010-moderation.ts";
import { retention } from "./db/migrations/0012-retention.ts";
import { namedPeople } from "./db/migrations/0013-named-people.ts";
import { earlierNames } from "./db/migrations/0014-earlier-names.ts";
import { seenMarks } from "./db/migrations/0016-seen-marks.ts";
import { files } from "./db/migrations/0023-files.ts";
import { avatars } from "./db/migrations/0025-avatars.ts";
import { mentions } from "./db/migrations/0020-mentions.ts";
import { threads } from "./db/migrations/0018-threads.ts";
import { pins } from "./db/migrations/0017-pins.ts";
import { lastSeen } from "./db/migrations/0019-last-seen.ts";
import { search } from "./db/migrations/0022-search.ts";
import { linkPreviews } from "./db/migrations/0024-link-previews.ts";
import { whatIsStored } from "./db/migrations/0026-what-is-stored.ts";
import { newcomers } from "./db/migrations/0009-newcomers.ts";

/** Installed the append functions as they were. Since 0006 each release brings its own. */
const functionsAsTheyWere = { up: async () => undefined };

const migrations = {
  "0001-room-log": roomLog,
  "0002-append": functionsAsTheyWere,
  "0003-receipts": receipts,
  "0004-direct-key-answered": functionsAsTheyWere,
  "0005-plain-posts": functionsAsTheyWere,
  "0006-any-kind": anyKind,
  "0007-look-alikes": lookAlikes,
  "0008-latest-message": latestMessage,
  "0009-newcomers": newcomers,
  "0010-moderation": moderation,
  "0011-jobs": jobs,
  "0012-retention": retention,
  "0013-named-people": namedPeople,
  "0014-earlier-names": earlierNames,
  "0016-seen-marks": seenMarks,
  "0018-threads": threads,
  "0019-last-seen": lastSeen,
  "0020-mentions": mentions,
  "0022-search": search,
  "0023-files": files,
  "0024-link-previews": linkPreviews,
  "0025-avatars": avatars,
  "0026-what-is-stored": whatIsStored,
  "0027-canary": canary,
  "0017-pins": pins,
};

const indexes = {
  // Who answers a message: the functions that change one ask for it (append/sql/quotes.sql).
  room_log_replies:
    "room_log (room_id, ((body ->> 'reply_to')::bigint), seq) where kind = 'message' and body ? 'reply_to'",
  // What a room shows, without the replies that stand in threads alone.
  room_log_timeline: "room_log (room_id, seq) where kind = 'message' and (thread_seq is null or in_room)",
  room_log_threads: "room_log (room_id, thread_seq, seq) where thread_seq is not null",
  // What was shown of a message's links, which goes with it.
  room_log_previews: "room_log (room_id, target_seq) where kind = 'previews_changed'",
  // A room's files: there may be many more pictures of previews.
  files_listed: "files (room_id, seq desc, id) where seq is not null and removed_at is null and not is_preview",
  // By whom somebody is blocked, who are not told of each other's presence.
  user_blocks_of_blocked: "user_blocks (blocked_id)",
};

export const chatRelease: DatabaseRelease = { name: "hubbub-chat", migrations, indexes, functions: appendFunctions };

/** Brings the chat database up to date; any number of instances may call it at once. */
export async function migrateChat(url: string, options?: MigrationOptions): Promise<void> {
  await migrateDatabase(url, chatRelease, options);
}

/**
 * Likewise where the instance may, and answers as whom; where its role may not change tables (undefined), throws unless they
 * are of this release.
 */
export async function readyChatDatabase(urls: DatabaseUrls, logger: Logger): Promise<string | undefined> {
  return await bringUpToDate(urls, chatRelease, logger);
}
