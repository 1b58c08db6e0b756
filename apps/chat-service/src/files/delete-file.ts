import { AppError } from "@hubbub/errors";
import { spendChange } from "../fair-use/fair-use.ts";
import type { Actor } from "../room-log/actor.ts";
import type { FileContext } from "./file-context.ts";
import { removeUnsent } from "./file-queries.ts";

/** Removes a file of one's own; there being none is fine. Throws `forbidden` for one that was sent. */
export async function deleteFile(
  { db, fairUse }: Pick<FileContext, "db" | "fairUse">,
  actor: Actor,
  id: string,
): Promise<void> {
  spendChange(fairUse, actor);
  if ((await removeUnsent(db, id, actor.userId)) !== "sent") return;
  throw new AppError("forbidden", "The file was sent: it goes with its message", { field: "id" });
}
