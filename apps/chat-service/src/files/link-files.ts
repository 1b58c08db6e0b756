import type { Attachment } from "@hubbub/ws-protocol";
import { spendRead } from "../fair-use/fair-use.ts";
import type { FileContext } from "./file-context.ts";
import { readFiles } from "./file-queries.ts";

/** Those of these files that somebody may have now, with fresh links. */
export async function linkFiles(
  { db, fairUse, links }: Pick<FileContext, "db" | "fairUse" | "links">,
  userId: number,
  ids: readonly string[],
): Promise<readonly Attachment[]> {
  spendRead(fairUse, userId);
  return (await readFiles(db, ids, userId)).map((file) => links.linked(file));
}
