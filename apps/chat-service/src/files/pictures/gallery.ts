import { rm } from "node:fs/promises";
import { AppError } from "@hubbub/errors";
import type { ChatDatabase } from "../../db/open-chat-database.ts";
import { maxFilesPerStep, maxMakeTries, pictureLateMs } from "../../limits.ts";
import { allKeysOf, keyOf } from "../file-keys.ts";
import type { FileMetrics, PictureResult } from "../file-metrics.ts";
import { isKept, noteMade, noteTry, type PictureToMake, readLatePictures } from "../file-queries.ts";
import type { FileStorage } from "../storage/file-storage.ts";
import { pictureTypes } from "../to-content-type.ts";
import type { Pictures } from "./pictures.ts";
import { putMade } from "./put-made.ts";

export interface GalleryOptions {
  readonly db: ChatDatabase;
  readonly storage: FileStorage;
  readonly pictures: Pick<Pictures, "inTurn" | "make">;
  readonly metrics: FileMetrics;
  readonly warn: (error: unknown, message: string) => void;
}

/**
 * Makes of each picture that came what is shown of it, one at a time, after its upload was answered; then the original is removed.
 */
export class Gallery {
  readonly #options: GalleryOptions;
  /** Ids of those that wait, or are being made. */
  readonly #waiting = new Set<string>();

  constructor(options: GalleryOptions) {
    this.#options = options;
  }

  /** Where too many wait it is left to the sweep. */
  makeSoon(picture: PictureToMake): void {
    if (this.#waiting.has(picture.id)) return;
    this.#waiting.add(picture.id);
    void this.#run(picture).finally(() => this.#waiting.delete(picture.id));
  }

  /** Pictures that nobody made in time wait here from now on. Answers whether there is more to do at once. */
  async sweep(): Promise<boolean> {
    const late = await readLatePictures(this.#options.db, { lateMs: pictureLateMs, limit: maxFilesPerStep });
    for (const picture of late) this.makeSoon(picture);
    return false;
  }

  async #run(picture: PictureToMake): Promise<void> {
    const { pictures, warn, metrics } = this.#options;
    try {
      metrics.pictures.inc({ result: await pictures.inTurn(picture.userId, () => this.#make(picture)) });
    } catch (error) {
      if (error instanceof AppError && error.code === "overloaded") return;
      metrics.pictures.inc({ result: "failed" });
      warn(error, "a picture could not be made; trying again");
    }
  }

  async #make({ id, contentType }: PictureToMake): Promise<Extract<PictureResult, "made" | "none">> {
    const { db, storage, pictures } = this.#options;
    const paths = {
      path: storage.incoming(`${id}-original`),
      viewPath: storage.incoming(`${id}-view`),
      thumbnailPath: storage.incoming(`${id}-thumbnail`),
    };
    try {
      const size = await storage.fetch(keyOf(id, "original"), paths.path);
      if (size === undefined) {
        await noteMade(db, id, { picture: undefined, storedBytes: 0 });
        return "none";
      }
      // Counted when it is here: that the storage is away is no fault of the picture.
      const tries = await noteTry(db, id);
      if (tries === undefined) return "none";
      const files = { ...paths, format: pictureTypes.get(contentType) ?? "webp" };
      const made = tries > maxMakeTries ? undefined : await pictures.make(files);
      let storedBytes = 0;
      if (made !== undefined) storedBytes = await putMade(storage, id, paths);
      else if (tries <= maxMakeTries) {
        // No picture after all, and so nothing that a camera noted. What only breaks the process is given to nobody.
        await storage.put(keyOf(id, "file"), paths.path, size);
        storedBytes = size;
      }
      await noteMade(db, id, { picture: made, storedBytes });
      await storage.delete((await isKept(db, id)) ? [keyOf(id, "original")] : allKeysOf(id));
      return made === undefined ? "none" : "made";
    } finally {
      await Promise.all(Object.values(paths).map((path) => rm(path, { force: true })));
    }
  }
}
