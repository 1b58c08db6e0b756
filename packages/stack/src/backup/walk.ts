import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";

export interface Found {
  /** From the folder that was walked through. */
  readonly path: string;
  readonly bytes: number;
}

/** The folders and files below a folder, in the order of their names. What is neither, and what goes meanwhile, is left out. */
export async function walk(
  folder: string,
  leavesOut: (path: string) => boolean = () => false,
): Promise<{ readonly folders: string[]; readonly files: Found[] }> {
  const folders: string[] = [];
  const files: Found[] = [];
  const enter = async (below: string): Promise<void> => {
    for (const entry of await entriesOf(join(folder, below), below === "")) {
      const path = below === "" ? entry.name : `${below}/${entry.name}`;
      if (leavesOut(path)) continue;
      if (entry.isDirectory()) {
        folders.push(path);
        await enter(path);
      } else if (entry.isFile()) {
        const size = await lstat(join(folder, path)).then(({ size: bytes }) => bytes, unlessGone);
        if (size !== undefined) files.push({ path, bytes: size });
      }
    }
  };
  await enter("");
  return { folders, files };
}

/** `undefined` for what is not there any more; throws any other failure. */
export function unlessGone(error: unknown): undefined {
  if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
}

async function entriesOf(folder: string, mustBeThere: boolean) {
  const reading = readdir(folder, { withFileTypes: true });
  const entries = mustBeThere ? await reading : ((await reading.catch(unlessGone)) ?? []);
  return entries.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}
