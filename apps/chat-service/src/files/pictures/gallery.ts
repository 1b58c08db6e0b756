import { createWriteStream } from "node:fs";
import { rm, stat } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import type { ChatDatabase } from "../../db/open-chat-database.ts";
import { maxFilesPerStep, maxMakeTries, maxWaitingPictures, pictureLateMs } from "../../limits.ts";
import { keyOf } from "../file-keys.ts";
import type { FileMetrics, PictureResult } from "../file-metrics.ts";
import { noteMade, noteTry, type PictureToMake, readLatePictures } from "../file-queries.ts";
import type { FileStorage } from "../storage/file-storage.ts";
import { pictureTypes } from "../to-content-type.ts";
import type { Pictures } from "./pictures.ts";

export interface GalleryOptions {
  readonly db: ChatDatabase;
  readonly storage: FileStorage;
  readonly pictures: Pick<Pictures, "make">;
  readonly metrics: FileMetrics;
  readonly warn: (error: unknown, message: string) => void;
}

/** Makes of each picture that came what is shown of it, after its upload was answered; then the original is removed. */
export class Gallery {
  readonly #options: GalleryOptions;
  readonly #making = new Map<string, Promise<void>>();

  constructor(options: GalleryOptions) {
    this.#options = options;
  }

  /** Where too many wait it is left to the sweep. */
  makeSoon(picture: PictureToMake): void {
    if (this.#making.has(picture.id) || this.#making.size >= maxWaitingPictures) return;
    const { warn, metrics } = this.#options;
    const making = this.#make(picture)
      .then(
        (result) => metrics.pictures.inc({ result }),
        (error: unknown) => {
          metrics.pictures.inc({ result: "failed" });
          warn(error, "a picture could not be made; trying again");
        },
      )
      .finally(() => this.#making.delete(picture.id));
    this.#making.set(picture.id, making);
  }

  /** Pictures that nobody made in time. Answers whether there may be more. */
  async sweep(): Promise<boolean> {
    const late = await readLatePictures(this.#options.db, { lateMs: pictureLateMs, limit: maxFilesPerStep });
    for (const picture of late) this.makeSoon(picture);
    await Promise.all(late.map(async ({ id }) => this.#making.get(id)));
    return false;
  }

  async #make({ id, contentType }: PictureToMake): Promise<Extract<PictureResult, "made" | "none">> {
    const { db, storage, pictures } = this.#options;
    const paths = {
      path: storage.incoming(`${id}-original`),
      viewPath: storage.incoming(`${id}-view`),
      thumbnailPath: storage.incoming(`${id}-thumbnail`),
    };
    try {
      const original = await storage.get(keyOf(id, "original"));
      if (original === undefined) {
        await noteMade(db, id, undefined);
        return "none";
      }
      await pipeline(original.chunks, createWriteStream(paths.path, { mode: 0o600 }));
      // Counted when it is here: that the storage is away is no fault of the picture.
      const tries = await noteTry(db, id);
      if (tries === undefined) return "none";
      const files = { ...paths, format: pictureTypes.get(contentType) ?? "webp" };
      const made = tries > maxMakeTries ? undefined : await pictures.make(files);
      if (made === undefined) {
        await storage.put(keyOf(id, "file"), paths.path, original.size);
      } else {
        await this.#put(id, "thumbnail", paths.thumbnailPath);
        await this.#put(id, "view", paths.viewPath);
      }
      await noteMade(db, id, made);
      await storage.delete([keyOf(id, "original")]);
      return made === undefined ? "none" : "made";
    } finally {
      await Promise.all(Object.values(paths).map((path) => rm(path, { force: true })));
    }
  }

  async #put(id: string, part: "view" | "thumbnail", path: string): Promise<void> {
    await this.#options.storage.put(keyOf(id, part), path, (await stat(path)).size);
  }
}
