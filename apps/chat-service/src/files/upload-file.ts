import { randomBytes } from "node:crypto";
import { rm } from "node:fs/promises";
import { AppError, toAppError } from "@hubbub/errors";
import { accountSubject } from "@hubbub/rate-limits";
import type { Attachment } from "@hubbub/ws-protocol";
import type { Actor } from "../room-log/actor.ts";
import type { FileContext } from "./file-context.ts";
import { allKeysOf, keyOf } from "./file-keys.ts";
import { type NewFile, noteStored, readFiles, removeUnsent } from "./file-queries.ts";
import { receiveFile, tooLarge } from "./receive-file.ts";
import { reserveSpace } from "./reserve-space.ts";
import { pictureTypes, toContentType } from "./to-content-type.ts";
import { toFileName } from "./to-file-name.ts";

export interface Upload {
  readonly roomId: number;
  /** As the sender has it. */
  readonly name: string;
  /** Read once, and not to the end where the file is refused. */
  readonly chunks: AsyncIterable<Uint8Array>;
  /** Bytes, where that is known before they come. */
  readonly length: number | undefined;
}

/**
 * Takes a file for a message in a room that its sender may write in. It is safe when this resolves; a picture is shown a
 * moment later. Throws `payload_too_large`, `quota_exceeded`, `room_not_found`, `forbidden`, `room_archived`, `rate_limited`.
 */
export async function uploadFile(context: FileContext, actor: Actor, upload: Upload): Promise<Attachment> {
  const { metrics } = context;
  try {
    const attachment = await takeFile(context, actor, upload);
    metrics.uploads.inc({ result: "stored" });
    return attachment;
  } catch (error) {
    metrics.uploads.inc({ result: toAppError(error).http < 500 ? "refused" : "failed" });
    throw error;
  }
}

async function takeFile(context: FileContext, actor: Actor, upload: Upload): Promise<Attachment> {
  const { db, fairUse, storage, bounds, links } = context;
  const { roomId, chunks, length } = upload;
  await fairUse.spend(accountSubject(actor.userId), { name: "uploads" });
  if (length !== undefined && length > bounds.maxBytes) throw tooLarge(bounds.maxBytes);
  await assertMayWrite(context, actor, roomId);

  const file: NewFile = {
    id: randomBytes(16).toString("hex"),
    roomId,
    userId: actor.userId,
    name: toFileName(upload.name),
    size: length ?? bounds.maxBytes,
  };
  // First: where nobody says where files are kept nothing is noted of any.
  const path = storage.incoming(file.id);
  await reserveSpace(context, file);
  try {
    const { size, head } = await receiveFile(chunks, path, bounds.maxBytes);
    if (size === 0) throw new AppError("invalid_argument", "The file is empty", { field: "content" });
    await storeFile(context, file, { path, size, contentType: await toContentType(head) });
  } catch (error) {
    // What cannot be noted now is found by the job.
    await removeUnsent(db, file.id, actor.userId).catch(() => undefined);
    throw error;
  } finally {
    await rm(path, { force: true });
  }
  const [stored] = await readFiles(db, [file.id], actor.userId);
  if (stored === undefined) throw removedMeanwhile();
  return links.linked(stored);
}

/** A picture is looked at before: its size is told with the answer, so that nothing moves when it comes. */
async function storeFile(
  { db, storage, pictures, gallery }: FileContext,
  file: NewFile,
  { path, size, contentType }: { readonly path: string; readonly size: number; readonly contentType: string },
): Promise<void> {
  const { id } = file;
  const look = pictureTypes.has(contentType) ? await pictures.look(path, file.userId) : undefined;
  await storage.put(keyOf(id, look === undefined ? "file" : "original"), path, size);
  // What begins as a picture and is none is only saved.
  const type = look === undefined && pictureTypes.has(contentType) ? "application/octet-stream" : contentType;
  if (!(await noteStored(db, { id, size, contentType: type, ...look }, file))) {
    await storage.delete(allKeysOf(id));
    throw removedMeanwhile();
  }
  if (look !== undefined) gallery.makeSoon({ id, contentType, userId: file.userId });
}

async function assertMayWrite({ seeRoom, mayWrite }: FileContext, actor: Actor, roomId: number): Promise<void> {
  const { kind, role, archivedAt } = await seeRoom(actor.userId, roomId);
  if (archivedAt !== undefined) throw new AppError("room_archived");
  if (kind === "announcement" && !actor.serverAdmin && (role ?? "member") === "member") {
    throw new AppError("forbidden", "Only server admins write announcements", { field: "room_id" });
  }
  // Server admins write there without being members, as the append function has it.
  const isAnnouncer = kind === "announcement" && role === undefined;
  if (isAnnouncer || (await mayWrite(roomId, actor))) return;
  const why = role === undefined ? "Only members of the room may do that" : "You are muted in this room";
  throw new AppError("forbidden", why, { field: "room_id" });
}

function removedMeanwhile(): AppError {
  return new AppError("unavailable", "The file was removed while it came");
}
