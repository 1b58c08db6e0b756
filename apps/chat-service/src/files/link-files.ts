import { AppError } from "@hubbub/errors";
import type { Attachment } from "@hubbub/ws-protocol";
import { spendRead } from "../fair-use/fair-use.ts";
import type { FileContext } from "./file-context.ts";
import { type KnownFile, readFiles } from "./file-queries.ts";

/** Those of these files that somebody may have now, with fresh links. */
export async function linkFiles(
  { db, fairUse, links, seeRoom }: Pick<FileContext, "db" | "fairUse" | "links" | "seeRoom">,
  userId: number,
  ids: readonly string[],
): Promise<readonly Attachment[]> {
  spendRead(fairUse, userId);
  const files = await readFiles(db, ids, userId);
  const seen = await roomsSeen(files);
  return files.filter(({ roomId }) => seen.has(roomId)).map(({ attachment }) => links.linked(attachment));

  async function roomsSeen(of: readonly KnownFile[]): Promise<ReadonlySet<number>> {
    const roomIds = [...new Set(of.map(({ roomId }) => roomId))];
    const answers = await Promise.all(roomIds.map(async (roomId) => ((await maySee(roomId)) ? [roomId] : [])));
    return new Set(answers.flat());
  }

  async function maySee(roomId: number): Promise<boolean> {
    try {
      await seeRoom(userId, roomId);
      return true;
    } catch (error) {
      if (error instanceof AppError && (error.code === "room_not_found" || error.code === "forbidden")) return false;
      throw error;
    }
  }
}
