import { AppError } from "@hubbub/errors";
import type { FileContext } from "./file-context.ts";
import { type NewFile, type QuotaOf, reserveFile } from "./file-queries.ts";

/** Notes a file before its first byte. Throws `quota_exceeded`. */
export async function reserveSpace({ db, bounds }: Pick<FileContext, "db" | "bounds">, file: NewFile): Promise<void> {
  const isPast = await reserveFile(db, file, bounds);
  if (isPast !== undefined) throw quotaExceeded(isPast);
}

function quotaExceeded(of: QuotaOf): AppError {
  const whose =
    of === "person" ? "Your files take all the space that you have" : "The server has no more space for files";
  return new AppError("quota_exceeded", `${whose}: delete messages with large files, and try again in some minutes`);
}
