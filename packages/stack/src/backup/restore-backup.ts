import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { postgresPart } from "../parts/postgres-part.ts";
import { postgresVersion } from "../postgres/postgres-version.ts";
import { runDatabaseCommand } from "../postgres/run-database-command.ts";
import { freePort } from "../processes/free-port.ts";
import { giveTo } from "../processes/ownership.ts";
import { reachableCode } from "../processes/reachable-code.ts";
import { appDatabases, databaseUrl } from "../stack/app-databases.ts";
import type { Layout } from "../stack/layout.ts";
import { openDataFolder } from "../stack/open-data-folder.ts";
import { isRestoring } from "../stack/restoring-file.ts";
import { readSecrets } from "../stack/secrets.ts";
import { Supervisor } from "../supervisor/supervisor.ts";
import { openSource, type Source } from "./copy-file.ts";
import { giveNames } from "./give-names.ts";
import { toName } from "./make-backup.ts";
import { type Manifest, parts, readManifest } from "./manifest.ts";
import type { Objects } from "./objects-folder.ts";
import { type Progress, reportProgress } from "./progress.ts";
import { assertRoom } from "./room.ts";
import { toDisk } from "./to-disk.ts";
import { verify } from "./verify.ts";

export interface RestoreOptions {
  /** Of a system that does not run. */
  readonly dataFolder: string;
  /** The backup's folder. */
  readonly from: string;
  /** Where what people sent is to lie; in the data folder where it is not said. */
  readonly objects: Objects;
  /** Puts what is there aside, where it is refused otherwise. */
  readonly force: boolean;
  /** Whether files that people sent are left out which are damaged in the backup. */
  readonly damagedFiles: "refuse" | "skip";
  readonly report: (line: string) => void;
  /** Gives it up, until what was copied gets its names: the copies are removed, and it throws the reason. */
  readonly abort: AbortSignal;
}

/**
 * Gives a backup back to a data folder: files before the databases that know them, and the databases when they have recovered
 * and are known to be another history than the one that was lost. Nothing is deleted, and what it did not end it has not begun:
 * each part gets its name when all are whole.
 */
export async function restoreBackup({
  dataFolder,
  from,
  objects,
  force,
  damagedFiles,
  report,
  abort,
}: RestoreOptions): Promise<void> {
  const said = readManifest(from);
  assertSamePostgres(said);
  const backup = await openSource(from);
  const { lock, layout } = openDataFolder(dataFolder);
  const restored = `restored-${toName(new Date())}`;
  const unfinished: string[] = [];
  try {
    assertNothingRuns(layout.postgres);
    const objectsAt = hasObjects(said, report) ? whereTo(objects, layout) : undefined;
    const secrets = join(dataFolder, parts.secrets);
    const targets = [layout.postgres, ...(objectsAt === undefined ? [] : [objectsAt])];
    const taken = targets.filter(holdsSomething);
    // Whoever began one that did not end could put aside what was there.
    if (taken.length > 0 && !force && !isRestoring(dataFolder)) {
      throw new Error(
        `${taken.join(" and ")} would be overwritten: FORCE=1 puts what is there aside, and deletes nothing`,
      );
    }
    const progress = reportProgress(report, abort);
    const files = await verify({ backup: backup.folder, manifest: said, damagedFiles, progress, report });
    const manifest: Manifest = { ...said, files };

    const place = async (part: string, target: string) => {
      const copy = `${target}.${restored}`;
      unfinished.push(copy);
      await copyPart(backup, manifest, part, copy, progress);
      return copy;
    };
    for (const target of targets) {
      mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
      removeCopies(target);
    }
    removeCopies(secrets);
    const filesOf = (part: string) => manifest.files.filter(({ path }) => path.startsWith(`${part}/`));
    assertRoom([
      { folder: dirname(layout.postgres), files: filesOf(parts.databases) },
      ...(objectsAt === undefined ? [] : [{ folder: dirname(objectsAt), files: filesOf(parts.objects) }]),
    ]);
    const newObjects = objectsAt === undefined ? undefined : await place(parts.objects, objectsAt);
    const newPostgres = await place(parts.databases, layout.postgres);
    const newSecrets = await place(parts.secrets, secrets);
    giveTo("postgres", newPostgres);
    report("the databases recover …");
    await startAnotherHistory({ dataFolder: newPostgres, layout, secretsPath: newSecrets, report, abort });

    const copies = [
      { copy: newSecrets, target: secrets },
      { copy: newPostgres, target: layout.postgres },
    ];
    if (newObjects !== undefined && objectsAt !== undefined) {
      giveTo("chat-service", newObjects);
      copies.unshift({ copy: newObjects, target: objectsAt });
    }
    for (const { copy } of copies) toDisk(copy);
    abort.throwIfAborted();
    if (objectsAt !== undefined && objects === "not said") giveTo("chat-service", dirname(objectsAt));
    // From here on nothing is waited for, so that no signal comes in between.
    giveNames({ dataFolder, backup: backup.folder, copies, asideSuffix: `.before-${restored}`, report });
  } finally {
    for (const path of unfinished) rmSync(path, { recursive: true, force: true });
    lock.release();
  }
}

/** Earlier releases took a folder that was not there for one without files. */
function hasObjects({ objects, folders }: Manifest, report: RestoreOptions["report"]): boolean {
  if (objects === "elsewhere") return false;
  if (folders.includes(parts.objects)) return true;
  report("the backup has no file of those that people sent: their disk was not mounted when it was made");
  return false;
}

function whereTo(objects: Objects, { files }: Layout): string {
  if (objects === "in a bucket") {
    throw new Error("the backup has files, and FILES_URL names a bucket: see docs/operations.md, Backup");
  }
  return objects === "not said" ? join(files, parts.objects) : objects.folder;
}

function assertSamePostgres({ postgres }: Manifest): void {
  const ours = postgresVersion();
  if (majorOf(postgres) === majorOf(ours)) return;
  throw new Error(
    `the backup is of Postgres ${postgres}, and this hubbub brings ${ours}: restore it with the release that made it`,
  );
}

function majorOf(version: string): string {
  return version.split(".")[0] ?? "";
}

/** The lock says that no launcher runs; what one left that was killed takes a moment to end. */
function assertNothingRuns(dataFolder: string): void {
  const path = join(dataFolder, "postmaster.pid");
  if (!existsSync(path)) return;
  const pid = Number(readFileSync(path, "utf8").split("\n")[0]);
  if (pid > 1 && existsSync(`/proc/${pid}`) && readFileSync(`/proc/${pid}/comm`, "utf8").trim() === "postgres") {
    throw new Error(`Postgres still runs on ${dataFolder} (process ${pid}): try again when it has ended`);
  }
}

/** Those that a restore left which was killed. */
function removeCopies(target: string): void {
  const ofTarget = new RegExp(`^${basename(target)}\\.restored-\\d{4}-\\d\\d-\\d\\dT\\d\\d-\\d\\d-\\d\\dZ$`);
  for (const name of readdirSync(dirname(target)).filter((found) => ofTarget.test(found))) {
    rmSync(join(dirname(target), name), { recursive: true, force: true });
  }
}

function holdsSomething(folder: string): boolean {
  return existsSync(folder) && readdirSync(folder).length > 0;
}

/** A part of the backup, a folder or a file, as `to`, which must not be there. */
async function copyPart(
  backup: Source,
  { folders, files }: Manifest,
  part: string,
  to: string,
  progress: Progress,
): Promise<void> {
  const belongs = (path: string) => path === part || path.startsWith(`${part}/`);
  const mine = files.filter(({ path }) => belongs(path));
  for (const path of folders.filter(belongs)) mkdirSync(to + path.slice(part.length), { mode: 0o700 });
  progress.begin(`${part} is copied`, mine.length);
  for (const { path, sha256 } of mine) {
    progress.step();
    const sum = await backup.copy(path, to + path.slice(part.length));
    if (sum.sha256 !== sha256) throw new Error(`${path} changed while it was copied`);
  }
}

interface OtherHistory {
  readonly dataFolder: string;
  readonly layout: Layout;
  readonly secretsPath: string;
  readonly report: (line: string) => void;
  readonly abort: AbortSignal;
}

/** Lets Postgres recover on a copy that is nobody's yet, and both services say in it that what came later is lost. */
async function startAnotherHistory({ dataFolder, layout, secretsPath, report, abort }: OtherHistory): Promise<void> {
  const secrets = readSecrets(secretsPath);
  const port = await freePort();
  const supervisor = new Supervisor(layout.logs, {
    ended: ({ title }, why) => report(`${title} ended (${why})`),
    restarted: () => undefined,
    ready: () => undefined,
  });
  const stop = () => void supervisor.stop();
  abort.addEventListener("abort", stop);
  try {
    abort.throwIfAborted();
    const superuserUrl = databaseUrl("postgres", secrets.postgresPassword, port, "postgres");
    await supervisor.start([postgresPart({ dataFolder, port, superuserUrl })]);
    const code = reachableCode(layout.root, join(layout.code, "0"));
    for (const { app, ownerUrl, serviceUrl } of Object.values(appDatabases(secrets, port))) {
      await runDatabaseCommand({ code, app, folder: "after-restore", migrationUrl: ownerUrl, url: serviceUrl });
    }
  } catch (error) {
    abort.throwIfAborted();
    throw error;
  } finally {
    abort.removeEventListener("abort", stop);
    await supervisor.stop();
  }
}
