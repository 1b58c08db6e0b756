import { open } from "node:fs/promises";
import { AppError } from "@hubbub/errors";
import { sniffedBytes } from "../limits.ts";
import { storageAway } from "./storage/storage-away.ts";

/** A file that came whole. */
export interface ReceivedFile {
  readonly size: number;
  /** How it begins. */
  readonly head: Uint8Array;
}

/** Writes bytes to a new file as they come. Throws `payload_too_large` where they are more than may come. */
export async function receiveFile(
  chunks: AsyncIterable<Uint8Array>,
  path: string,
  maxBytes: number,
): Promise<ReceivedFile> {
  const file = await open(path, "wx", 0o600);
  const head = Buffer.alloc(sniffedBytes);
  let size = 0;
  try {
    for await (const chunk of chunks) {
      if (size < sniffedBytes) head.set(chunk.subarray(0, sniffedBytes - size), size);
      size += chunk.byteLength;
      if (size > maxBytes) throw tooLarge(maxBytes);
      await file.appendFile(chunk);
    }
  } catch (error) {
    throw isOfTheSystem(error) ? storageAway(error) : error;
  } finally {
    await file.close();
  }
  return { size, head: head.subarray(0, Math.min(size, sniffedBytes)) };
}

/** A disk that is full, say. */
function isOfTheSystem(error: unknown): boolean {
  return error instanceof Error && !(error instanceof AppError) && "code" in error;
}

export function tooLarge(maxBytes: number): AppError {
  return new AppError("payload_too_large", `A file may have at most ${toMebibytes(maxBytes)} MiB`, {
    field: "content",
  });
}

function toMebibytes(bytes: number): string {
  return String(Number((bytes / 1024 / 1024).toPrecision(3)));
}
