import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beginBaseBackup } from "../postgres/base-backup.ts";
import { openSource, sumFile } from "./copy-file.ts";
import { type CopiedFile, parts } from "./manifest.ts";
import type { Progress } from "./progress.ts";
import { assertRoom } from "./room.ts";
import { unlessGone, walk } from "./walk.ts";

export interface CopiedDatabases {
  readonly takenAt: Date;
  readonly postgres: string;
  readonly folders: readonly string[];
  readonly files: readonly CopiedFile[];
}

/**
 * Copies the data folder of a Postgres that goes on meanwhile, with the log that makes the copy whole, into `postgres` of
 * `backup`. All databases in it are of one moment: the end of the copying.
 */
export async function copyDatabases(
  superuserUrl: string,
  backup: string,
  progress: Progress,
): Promise<CopiedDatabases> {
  const postgres = await beginBaseBackup(superuserUrl);
  try {
    const source = await openSource(postgres.dataFolder);
    const to = join(backup, parts.databases);
    const { folders, files } = await walk(source.folder, isLeftOut);
    assertRoom([{ folder: backup, files }]);
    await mkdir(to, { mode: 0o700 });
    for (const folder of folders) await mkdir(join(to, folder), { mode: 0o700 });

    const copied: CopiedFile[] = [];
    const copy = async (path: string) => {
      progress.step();
      const sum = await source.copy(path, join(to, path)).catch(unlessGone);
      // What was dropped meanwhile the log drops again.
      if (sum !== undefined) copied.push({ path: `${parts.databases}/${path}`, ...sum });
    };
    progress.begin("the databases", files.length);
    for (const { path } of files) if (path !== control) await copy(path);
    // Last, as Postgres' own backup does: it must not know of less than the rest.
    await copy(control);

    const { label, firstSegment, lastSegment } = await postgres.end();
    await writeFile(join(to, "backup_label"), label, { mode: 0o600, flag: "wx" });
    copied.push({ path: `${parts.databases}/backup_label`, ...(await sumFile(join(to, "backup_label"))) });
    const log = (await walk(join(source.folder, "pg_wal"))).files.map(({ path }) => path);
    const needed = log.filter((name) => isNeeded(name, firstSegment, lastSegment));
    if (!needed.includes(firstSegment) || !needed.includes(lastSegment)) {
      throw new Error(`Postgres' log from ${firstSegment} to ${lastSegment} is not whole`);
    }
    progress.begin("their log", needed.length);
    for (const name of needed) await copy(`pg_wal/${name}`);
    const within = folders.map((folder) => `${parts.databases}/${folder}`);
    return {
      takenAt: postgres.begunAt,
      postgres: postgres.version,
      folders: [parts.databases, ...within],
      files: copied,
    };
  } finally {
    await postgres.close();
  }
}

const control = "global/pg_control";

/** Of these folders only that they are there: Postgres begins them anew. The log is copied by itself, at the end. */
const emptied = /^(pg_wal|pg_dynshmem|pg_notify|pg_replslot|pg_serial|pg_snapshots|pg_stat_tmp|pg_subtrans)\/./;
const ofTheProcess =
  /(^|\/)(postmaster\.(pid|opts)|backup_label|tablespace_map|backup_manifest|pg_internal\.init.*|pgsql_tmp.*|.*\.tmp)$/;

/** What belongs to the process that runs, and not to the data (the list of Postgres' documentation). */
function isLeftOut(path: string): boolean {
  return emptied.test(path) || ofTheProcess.test(path);
}

/** Segments are hexadecimal numbers of one length, and their timeline's first part is compared with them. */
function isNeeded(name: string, first: string, last: string): boolean {
  return /^[0-9A-F]{8}\.history$/.test(name) || (/^[0-9A-F]{24}$/.test(name) && first <= name && name <= last);
}
