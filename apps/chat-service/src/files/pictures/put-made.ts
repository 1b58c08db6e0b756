import { stat } from "node:fs/promises";
import { keyOf } from "../file-keys.ts";
import type { FileStorage } from "../storage/file-storage.ts";
import type { PictureFiles } from "./pictures.ts";

/** Stores the two sizes of a picture that was made; answers how many bytes they have together. */
export async function putMade(
  storage: FileStorage,
  id: string,
  { viewPath, thumbnailPath }: Pick<PictureFiles, "viewPath" | "thumbnailPath">,
): Promise<number> {
  let bytes = 0;
  // Who looks for the view may then count on the small one.
  for (const [part, path] of [["thumbnail", thumbnailPath] as const, ["view", viewPath] as const]) {
    const { size } = await stat(path);
    await storage.put(keyOf(id, part), path, size);
    bytes += size;
  }
  return bytes;
}
