import { tmpdir } from "node:os";
import { join } from "node:path";
import { AppError } from "@hubbub/errors";
import type { FileStorage } from "./file-storage.ts";
import { createNoStorage } from "./no-storage.ts";
import { createFolderStorage } from "./folder-storage.ts";
import type { KnownFolder } from "./known-folder.ts";
import type { FilesPlace } from "./parse-files-url.ts";
import { createS3Storage } from "./s3-storage.ts";
import type { StorageMetrics, StorageOperation } from "./storage-metrics.ts";

interface Options {
  /** Of this instance, the same at every start. */
  readonly instance: string;
  readonly metrics: StorageMetrics;
  readonly known: KnownFolder;
}

/** The storage that `FILES_URL` names. Not yet started. */
export function createFileStorage(place: FilesPlace, options: Options): FileStorage {
  return timed(open(place, options), options.metrics);
}

function open(place: FilesPlace, { instance, metrics, known }: Options): FileStorage {
  switch (place.kind) {
    case "none":
      return createNoStorage();
    case "folder":
      return createFolderStorage({ folder: place.folder, instance, known, onBack: () => metrics.answered(true) });
    case "s3":
      return createS3Storage({ ...place, incoming: place.incoming ?? join(tmpdir(), "hubbub-incoming"), instance });
  }
}

function timed(storage: FileStorage, { seconds, answered }: StorageMetrics): FileStorage {
  const time = async <Value>(operation: StorageOperation, work: Promise<Value>): Promise<Value> => {
    const observe = seconds.startTimer({ operation });
    try {
      const value = await work;
      observe({ result: "ok" });
      answered(true);
      return value;
    } catch (error) {
      observe({ result: "failed" });
      if (error instanceof AppError && error.code === "unavailable") answered(false);
      throw error;
    }
  };
  return {
    async start() {
      try {
        await storage.start();
        answered(true);
      } catch (error) {
        answered(false);
        throw error;
      }
    },
    incoming: (name) => storage.incoming(name),
    put: (key, path, size) => time("put", storage.put(key, path, size)),
    get: (key, range) => time("get", storage.get(key, range)),
    fetch: (key, path) => time("fetch", storage.fetch(key, path)),
    delete: (keys) => time("delete", storage.delete(keys)),
    close: () => storage.close(),
  };
}
