import { AppError } from "@hubbub/errors";
import type { FileStorage } from "./file-storage.ts";

/** Where nobody said where files are kept, as before there were any: chat goes on, and files are refused. */
export function createNoStorage(): FileStorage {
  const refuse = () => {
    throw new AppError("unavailable", "This server keeps no files: FILES_URL is not set");
  };
  return {
    start: async () => refuse(),
    incoming: refuse,
    put: async () => refuse(),
    get: async () => refuse(),
    fetch: async () => refuse(),
    delete: async () => refuse(),
    close: () => undefined,
  };
}
