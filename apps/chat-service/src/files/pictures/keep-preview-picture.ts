import { randomBytes } from "node:crypto";
import { rm, writeFile } from "node:fs/promises";
import { AppError } from "@hubbub/errors";
import type { PreviewImage } from "@hubbub/ws-protocol";
import { sniffedBytes } from "../../limits.ts";
import type { FileContext } from "../file-context.ts";
import { allKeysOf } from "../file-keys.ts";
import { type NewFile, noteMade, noteStored, removeUnsent, reserveFile } from "../file-queries.ts";
import { previewPictureName } from "../links/file-links.ts";
import { pictureTypes, toContentType } from "../to-content-type.ts";
import { putMade } from "./put-made.ts";

/**
 * Makes anew a picture that a link leads to, and keeps it as its message's author's, to be noted with what is shown of the link.
 * Undefined for bytes that are no picture, for one that is too large, and where there is no room for it.
 */
export async function keepPreviewPicture(
  { db, storage, pictures, bounds }: Pick<FileContext, "db" | "storage" | "pictures" | "bounds">,
  bytes: Buffer,
  { roomId, userId }: Pick<NewFile, "roomId" | "userId">,
): Promise<PreviewImage | undefined> {
  const contentType = await toContentType(bytes.subarray(0, sniffedBytes));
  const format = pictureTypes.get(contentType);
  if (format === undefined) return undefined;
  const id = randomBytes(16).toString("hex");
  const file: NewFile = { id, roomId, userId, name: previewPictureName, size: bytes.length, isPreview: true };
  const paths = {
    path: storage.incoming(`${id}-original`),
    viewPath: storage.incoming(`${id}-view`),
    thumbnailPath: storage.incoming(`${id}-thumbnail`),
  };
  if ((await reserveFile(db, file, bounds)) !== undefined) return undefined;
  try {
    await writeFile(paths.path, bytes, { mode: 0o600, flag: "wx" });
    const look = await lookAt(paths.path);
    const made =
      look === undefined ? undefined : await pictures.inTurn("previews", () => pictures.make({ ...paths, format }));
    if (made === undefined) throw new AppError("unsupported_media_type");
    const storedBytes = await putMade(storage, id, paths);
    const { width, height, thumbhash } = made;
    if (!(await noteStored(db, { id, size: bytes.length, contentType, width, height }, file))) {
      await storage.delete(allKeysOf(id));
      return undefined;
    }
    await noteMade(db, id, { picture: made, storedBytes });
    return { id, content_type: contentType, width, height, thumbhash };
  } catch (error) {
    await dropPreviewPicture({ db }, id, { userId });
    if (error instanceof AppError && error.code === "unsupported_media_type") return undefined;
    throw error;
  } finally {
    await Promise.all(Object.values(paths).map((path) => rm(path, { force: true })));
  }

  /** Undefined also for one of too many pixels. */
  async function lookAt(path: string) {
    return await pictures.look(path, "previews").catch((error: unknown) => {
      if (error instanceof AppError && error.code === "payload_too_large") return undefined;
      throw error;
    });
  }
}

/** It is shown nowhere after all. What cannot be noted now is found by the job. */
export async function dropPreviewPicture(
  { db }: Pick<FileContext, "db">,
  id: string,
  { userId }: Pick<NewFile, "userId">,
): Promise<void> {
  await removeUnsent(db, id, userId).catch(() => undefined);
}
