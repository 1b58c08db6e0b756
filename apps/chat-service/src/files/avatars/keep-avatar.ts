import { randomBytes } from "node:crypto";
import { rm, stat } from "node:fs/promises";
import { AppError, toAppError } from "@hubbub/errors";
import { maxAvatarBytes } from "../../limits.ts";
import type { Actor } from "../../room-log/actor.ts";
import { keyOf } from "../file-keys.ts";
import { noteMade, noteStored, type NewFile, removeUnsent } from "../file-queries.ts";
import { avatarName, avatarType } from "../links/file-links.ts";
import { receiveFile, tooLarge } from "../receive-file.ts";
import { reserveSpace } from "../reserve-space.ts";
import { pictureTypes, toContentType } from "../to-content-type.ts";
import type { Upload } from "../upload-file.ts";
import type { AvatarContext } from "./avatar-context.ts";

/** The bytes of a picture as they come. */
export type SentPicture = Pick<Upload, "chunks" | "length">;

/**
 * Makes of a picture that somebody sends one to be shown by `show`, whole and safe before that; answers what that does. Throws
 * `unsupported_media_type` for what is no picture, `payload_too_large`, `quota_exceeded`, and what `show` throws: then nothing
 * is kept.
 */
export async function keepAvatar<Shown>(
  context: AvatarContext,
  actor: Actor,
  { chunks, length, avatarOf }: SentPicture & { readonly avatarOf: string },
  show: (id: string) => Promise<Shown>,
): Promise<Shown> {
  const { db, metrics, storage, bounds } = context;
  const maxBytes = Math.min(bounds.maxBytes, maxAvatarBytes);
  const id = randomBytes(16).toString("hex");
  const paths = { path: storage.incoming(`${id}-original`), avatarPath: storage.incoming(`${id}-avatar`) };
  try {
    if (length !== undefined && length > maxBytes) throw tooLarge(maxBytes);
    const { userId } = actor;
    // Of no room: no message can bring it along.
    const file: NewFile = { id, roomId: 0, userId, name: avatarName, size: length ?? maxBytes, avatarOf };
    await reserveSpace(context, file);
    const shown = await makeAndShow(context, file, { chunks, maxBytes, ...paths }, show);
    metrics.uploads.inc({ result: "stored" });
    return shown;
  } catch (error) {
    // What cannot be noted now is found by the job.
    await removeUnsent(db, id, actor.userId).catch(() => undefined);
    metrics.uploads.inc({ result: toAppError(error).http < 500 ? "refused" : "failed" });
    throw error;
  } finally {
    await Promise.all(Object.values(paths).map((path) => rm(path, { force: true })));
  }
}

async function makeAndShow<Shown>(
  { db, storage, pictures }: AvatarContext,
  file: NewFile,
  sent: Pick<SentPicture, "chunks"> & { readonly maxBytes: number; readonly path: string; readonly avatarPath: string },
  show: (id: string) => Promise<Shown>,
): Promise<Shown> {
  const { id } = file;
  const { path, avatarPath } = sent;
  const { head } = await receiveFile(sent.chunks, path, sent.maxBytes);
  if (!pictureTypes.has(await toContentType(head))) throw noPicture();
  if ((await pictures.look(path, file.userId)) === undefined) throw noPicture();
  const made = await pictures.makeAvatar(path, avatarPath, file.userId);
  if (made === undefined) throw noPicture();
  const { size } = await stat(avatarPath);
  await storage.put(keyOf(id, "avatar"), avatarPath, size);
  const isThere = await noteStored(db, { id, size, contentType: avatarType, ...made }, file);
  if (!isThere) throw new AppError("unavailable", "The picture was removed while it came");
  await noteMade(db, id, { picture: made, storedBytes: size });
  return await show(id);
}

function noPicture(): AppError {
  return new AppError("unsupported_media_type", "It must be a picture: JPEG, PNG, GIF, WebP or AVIF", {
    field: "content",
  });
}
