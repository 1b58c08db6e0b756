import { type RawBuilder, sql } from "kysely";
import type { ChatDatabase } from "../../db/open-chat-database.ts";
import { maxPageBytes, maxShownEdits } from "../../limits.ts";

/** What a message said at a time. */
export interface MessageText {
  readonly content: string;
  readonly editedAt: Date;
  readonly userId: number;
}

/**
 * The original of a message and the newest of its edits, ascending; of a deleted one nothing. undefined where there is no such
 * message. Whether the caller may see it is for the caller to check.
 */
export async function readEdits(db: ChatDatabase, roomId: number, seq: number): Promise<MessageText[] | undefined> {
  const { rows } = await editsOf(roomId, seq).execute(db);
  if (rows.length === 0) return undefined;
  return rows.flatMap(({ deleted, content, at, user_id }) =>
    deleted ? [] : [{ content, editedAt: new Date(Number(at)), userId: Number(user_id) }],
  );
}

interface TextRow {
  readonly deleted: boolean;
  readonly content: string;
  readonly at: number | string;
  readonly user_id: number | string;
}

/** Its statement: the message's row first, then its edits, as many of the newest as one answer may hold. */
export function editsOf(roomId: number, seq: number): RawBuilder<TextRow> {
  return sql<TextRow>`
    with message as (
      select seq, actor_id, body, created_at, coalesce(state ? 'deleted_at', false) as deleted
        from room_log
       where room_id = ${roomId} and seq = ${seq} and kind = 'message'
         and seq > (select expired_seq from rooms where id = ${roomId})
    ), edits as (
      select *, sum(octet_length(body::text)) over (order by seq desc) as bytes
        from (
          select edit.seq, edit.actor_id, edit.body, edit.created_at
            from message join room_log as edit
              on edit.room_id = ${roomId} and edit.target_seq = message.seq and edit.kind = 'message_edited'
           where not message.deleted
           order by edit.seq desc limit ${maxShownEdits}
        ) as newest
    )
    select deleted, body ->> 'content' as content, epoch_ms(created_at) as at, actor_id as user_id, seq from message
    union all
    select false, body ->> 'content', epoch_ms(created_at), actor_id, seq from edits where bytes <= ${maxPageBytes}
    order by seq`;
}
