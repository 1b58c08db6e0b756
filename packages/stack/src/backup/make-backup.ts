import { readFileSync, renameSync } from "node:fs";
import { dirname, join } from "node:path";
import { notedStorageId } from "../postgres/noted-storage-id.ts";
import { appDatabases, databaseUrl } from "../stack/app-databases.ts";
import { runningLauncher } from "../stack/launcher-lock.ts";
import { repositoryRoot } from "../stack/layout.ts";
import { makeFolder } from "../stack/make-folder.ts";
import { serviceEnvironment } from "../stack/run-service-command.ts";
import { readSecrets } from "../stack/secrets.ts";
import { readStackFile } from "../stack/stack-file.ts";
import { copyDatabases } from "./copy-databases.ts";
import { openSource } from "./copy-file.ts";
import { copyObjects } from "./copy-objects.ts";
import { type CopiedFile, type Manifest, parts, writeManifest } from "./manifest.ts";
import { objectsFolder } from "./objects-folder.ts";
import { reportProgress } from "./progress.ts";
import { toDisk } from "./to-disk.ts";
import { makeUnfinished } from "./unfinished.ts";

export interface BackupOptions {
  /** Of a system that runs. */
  readonly dataFolder: string;
  /** The folder of backups, which gets one more. */
  readonly to: string;
  readonly report: (line: string) => void;
  /** Gives it up: what was copied is removed, and it throws the reason. */
  readonly abort: AbortSignal;
}

/**
 * Copies all that the system on a data folder keeps, while people chat on: the databases, then what people sent, so that it has
 * every file that the databases know, then the secrets. Answers the backup's folder, which gets its name when all is on the disk.
 */
export async function makeBackup({ dataFolder, to, report, abort }: BackupOptions): Promise<string> {
  const stack = runningLauncher(dataFolder) === undefined ? undefined : readStackFile(dataFolder);
  if (stack === undefined) throw new Error(`hubbub does not run on ${dataFolder}: start it with make up`);
  const secrets = readSecrets(join(dataFolder, parts.secrets));
  const port = stack.ports["postgres"] ?? 0;
  const superuserUrl = databaseUrl("postgres", secrets.postgresPassword, port, "postgres");
  const objects = objectsFolder(serviceEnvironment("chat-service", stack.pids["chat-1"]));
  if (objects === "in a bucket")
    report("files are kept in a bucket: this backup is without them (docs/operations.md, Backup)");

  makeFolder(to, 0o700);
  const name = toName(new Date());
  const folder = join(to, name);
  const { folder: unfinished, end } = makeUnfinished(to, name);
  try {
    const progress = reportProgress(report, abort);
    const databases = await copyDatabases(superuserUrl, unfinished, progress);
    const files: CopiedFile[] = [...databases.files];
    const folders: string[] = [...databases.folders];
    if (typeof objects === "object") {
      const storageId = await notedStorageId(appDatabases(secrets, port).chat.ownerUrl);
      const copied = await copyObjects({ objects: objects.folder, storageId, backup: unfinished, progress });
      for (const path of copied.damaged) report(`damaged in an earlier backup, and copied anew: ${path}`);
      if (copied.linked > 0) report(`${copied.linked} of them are as in an earlier backup`);
      files.push(...copied.files);
      folders.push(...copied.folders);
    }
    const data = await openSource(dataFolder);
    files.push({ path: parts.secrets, ...(await data.copy(parts.secrets, join(unfinished, parts.secrets))) });

    toDisk(unfinished);
    const manifest: Manifest = {
      format: 1,
      takenAt: databases.takenAt.toISOString(),
      hubbub: hubbubVersion(),
      postgres: databases.postgres,
      objects: typeof objects === "object" ? "here" : "elsewhere",
      folders,
      files,
    };
    writeManifest(unfinished, manifest);
    renameSync(unfinished, folder);
    toDisk(dirname(folder));
    const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
    report(`${files.length} files, ${Math.ceil(bytes / 1_000_000)} MB`);
    return folder;
  } finally {
    end();
  }
}

/** `2026-12-01T16-02-03Z`: sorted by name they are sorted by time. */
export function toName(time: Date): string {
  return `${time.toISOString().slice(0, 19).replaceAll(":", "-")}Z`;
}

function hubbubVersion(): string {
  const { version } = JSON.parse(readFileSync(join(repositoryRoot, "package.json"), "utf8")) as { version: string };
  return version;
}
