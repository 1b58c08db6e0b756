import { readFileSync } from "node:fs";
import { join } from "node:path";
import { writeFileAtomically } from "../stack/write-file-atomically.ts";

/** What a backup is of. It is written last: a folder without one is no backup. */
export interface Manifest {
  readonly format: 1;
  readonly takenAt: string;
  /** The versions of hubbub and of Postgres that it is of. */
  readonly hubbub: string;
  readonly postgres: string;
  /** Whether what people sent is in it, or in a bucket, of which it says nothing. */
  readonly objects: "here" | "elsewhere";
  /** From the backup's folder; also those without a file. */
  readonly folders: readonly string[];
  readonly files: readonly CopiedFile[];
}

export interface CopiedFile {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

export const manifestName = "manifest.json";
/** What stands in a backup beside it. */
export const parts = { databases: "postgres", objects: "objects", secrets: "secrets.json" } as const;

export function writeManifest(folder: string, manifest: Manifest): void {
  writeFileAtomically(join(folder, manifestName), `${JSON.stringify(manifest, undefined, 1)}\n`, 0o600);
}

/** Throws a sentence where this is no backup, or one that this release does not know. */
export function readManifest(folder: string): Manifest {
  const manifest = parse(folder);
  // It is joined to folders that are written to.
  const strange = [...manifest.folders, ...manifest.files.map(({ path }) => path)].find((path) => !isInside(path));
  if (strange !== undefined) throw new Error(`${folder} is no backup: ${JSON.stringify(strange)} leads out of it`);
  return manifest;
}

/** Of this format, or of one that is not known yet. */
type ReadManifest = Manifest | { readonly format: 2 };

function parse(folder: string): Manifest {
  const path = join(folder, manifestName);
  let text: string;
  let read: ReadManifest;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${folder} is no backup, or one that was cut short: it has no ${manifestName} (${reason})`, {
      cause: error,
    });
  }
  try {
    read = JSON.parse(text) as ReadManifest;
  } catch (error) {
    throw new Error(`${path} is damaged`, { cause: error });
  }
  if (read.format !== 1) {
    throw new Error(`${folder} is a backup of a later hubbub (format ${read.format}): restore it with that one`);
  }
  return read;
}

function isInside(path: string): boolean {
  return path !== "" && path.split("/").every((name) => name !== "" && name !== "." && name !== "..");
}
