import { spendRead } from "../fair-use/fair-use.ts";
import type { FileContext } from "./file-context.ts";
import { type FilePlace, readRoomFiles, type SentFile } from "./file-queries.ts";

export interface RoomFilesPage {
  readonly files: readonly SentFile[];
  readonly next: FilePlace | undefined;
}

/** Files of a room's messages, the newest first. Throws `room_not_found`, `forbidden`. */
export async function listRoomFiles(
  { db, fairUse, links, seeRoom }: Pick<FileContext, "db" | "fairUse" | "links" | "seeRoom">,
  userId: number,
  { roomId, after, limit }: { roomId: number; after: FilePlace | undefined; limit: number },
): Promise<RoomFilesPage> {
  spendRead(fairUse, userId);
  await seeRoom(userId, roomId);
  const found = await readRoomFiles(db, roomId, { after, limit });
  const files = found.slice(0, limit).map((file) => ({ ...file, attachment: links.linked(file.attachment) }));
  const last = files.at(-1);
  return { files, next: found.length > limit && last !== undefined ? [last.seq, last.attachment.id] : undefined };
}
