import { AppError } from "@hubbub/errors";
import { Gauge } from "prom-client";
import type { ChatDatabase } from "../db/open-chat-database.ts";
import { createFileMetrics } from "../files/file-metrics.ts";
import { forgetLeftAvatars } from "../files/avatars/forget-left-avatars.ts";
import { tellLateAvatars } from "../files/avatars/tell-person-avatar.ts";
import { collectFiles } from "../files/collect-files.ts";
import type { FileContext } from "../files/file-context.ts";
import { countToRemove } from "../files/file-queries.ts";
import { FileLinks } from "../files/links/file-links.ts";
import { readLinkKey } from "../files/links/link-key-queries.ts";
import { Gallery } from "../files/pictures/gallery.ts";
import { Pictures } from "../files/pictures/pictures.ts";
import { createFileStorage } from "../files/storage/create-file-storage.ts";
import { knownFolder } from "../files/known-folder-queries.ts";
import { createStorageMetrics } from "../files/storage/storage-metrics.ts";
import { runLeasedJob } from "../jobs/leased-job.ts";
import { filesEveryMs } from "../limits.ts";
import type { Instance } from "./instance.ts";
import type { Ops } from "./open-ops.ts";
import type { UserServiceCalls } from "./open-user-service.ts";

/** All but who may do what with them. */
export type Files = Pick<FileContext, "storage" | "pictures" | "gallery" | "links" | "metrics" | "bounds" | "warn">;

/** Files, their storage, and what is done with them apart from requests: pictures are made, and what nobody sees is removed. */
export async function openFiles(
  instance: Instance,
  { db, ops, userService }: { readonly db: ChatDatabase; readonly ops: Ops; readonly userService: UserServiceCalls },
): Promise<Files> {
  const {
    config,
    bootId,
    life,
    warn,
    metrics: { registry, jobs: jobMetrics },
  } = instance;
  const metrics = createFileMetrics(registry);
  const isKept = config.filesUrl.kind !== "none";
  const storageMetrics = createStorageMetrics(registry, isKept);
  const storage = createFileStorage(config.filesUrl, {
    instance: config.serverId,
    metrics: storageMetrics,
    known: knownFolder(db),
  });
  if (isKept) ops.filesAreThere = storageMetrics.isThere;
  await storage.start().catch((error: unknown) => {
    if (!(error instanceof AppError)) throw error;
    warn(error, "the file storage is away: serving without files until it is there");
  });
  const links = new FileLinks(await readLinkKey(db));
  const pictures = new Pictures();
  const gallery = new Gallery({ db, storage, pictures, metrics, warn });
  metrics.observe(() => pictures.waiting);
  const toRemove: Gauge = new Gauge({
    name: "files_to_remove",
    help: "Files that nobody is shown any more and of which something is stored.",
    registers: [registry],
    // Without a value while the database is away.
    async collect() {
      toRemove.set(await countToRemove(db).catch(() => Number.NaN));
    },
  });
  const jobs = [
    { name: "make late pictures", everyMs: filesEveryMs, step: () => gallery.sweep() },
    {
      name: "tell late avatars",
      everyMs: filesEveryMs,
      step: () => tellLateAvatars({ db, links, tellAvatar: (avatar) => userService.setAvatar(avatar) }),
    },
    { name: "collect files", everyMs: filesEveryMs, step: () => collectFiles({ db, storage }) },
    { name: "forget left avatars", everyMs: filesEveryMs, step: () => forgetLeftAvatars({ db }) },
  ];
  for (const job of jobs) life.onStop(job.name, runLeasedJob({ ...job, db, bootId, metrics: jobMetrics, warn }));
  // Before those who wait for them: what is in the making is made by another instance.
  life.onStop("file storage", () => storage.close());
  life.onStop("pictures", () => pictures.stop());
  const bounds = {
    maxBytes: config.maxFileBytes,
    personBytes: config.filesQuotaPerson,
    serverBytes: config.filesQuotaServer,
  };
  return { storage, pictures, gallery, links, metrics, bounds, warn };
}
