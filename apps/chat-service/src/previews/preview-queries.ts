import type { Preview } from "@hubbub/ws-protocol";
import { sql } from "kysely";
import type { ChatDatabase } from "../db/open-chat-database.ts";

/** A message as it is now. */
export interface MessageToPreview {
  readonly content: string;
  readonly previews: readonly Preview[];
  /** Links that are to stay without. */
  readonly bareLinks: readonly string[];
}

/** undefined where its links get no previews: it is deleted, its author or the room does not want them. */
export async function readToPreview(
  db: ChatDatabase,
  { roomId, seq }: { readonly roomId: number; readonly seq: number },
): Promise<MessageToPreview | undefined> {
  const { rows } = await sql<{ content: string; previews: Preview[] | null; bare_links: string[] | null }>`
    select coalesce(message.state ->> 'content', message.body ->> 'content') as content,
           message.state -> 'previews' as previews, message.state -> 'bare_links' as bare_links
      from room_log as message join rooms on rooms.id = message.room_id
     where message.room_id = ${roomId} and message.seq = ${seq} and message.kind = 'message' and rooms.link_previews
       and rooms.archived_at is null and not message.body ? 'no_previews'
       and not coalesce(message.state ? 'deleted_at', false)`.execute(db);
  return rows.map(({ content, previews, bare_links }) => ({
    content,
    previews: previews ?? [],
    bareLinks: bare_links ?? [],
  }))[0];
}
