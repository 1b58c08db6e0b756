import type { ChatDatabase } from "../db/open-chat-database.ts";
import { dropPreviewPicture, keepPreviewPicture } from "../files/pictures/keep-preview-picture.ts";
import type { FetchOutcome } from "../previews/fetch/fetch-problem.ts";
import { isLoopbackAddress } from "../previews/fetch/is-public-address.ts";
import { createResolver } from "../previews/fetch/resolve-name.ts";
import { LinkedPages } from "../previews/linked-pages.ts";
import { LinkPreviews } from "../previews/link-previews.ts";
import type { PreviewPictures } from "../previews/preview-pictures.ts";
import { createPreviewMetrics } from "../previews/preview-metrics.ts";
import type { Instance } from "./instance.ts";
import type { Files } from "./open-files.ts";

interface Parts {
  readonly db: ChatDatabase;
  readonly files: Files;
}

/** What links in messages lead to; undefined where the server does not look. */
export function openPreviews(
  { config, logger, metrics: { registry }, warn }: Instance,
  { db, files }: Parts,
): LinkPreviews | undefined {
  if (config.linkPreviews === "off") return undefined;
  const loopback = config.previewLoopback === "on";
  if (loopback)
    logger.warn("PREVIEW_LOOPBACK=on: whoever writes a message can look at this machine itself; for tests only");
  const metrics = createPreviewMetrics(registry);
  const isOpen = loopback ? isLoopbackAddress : () => false;
  const fetched = (outcome: FetchOutcome) => metrics.fetched(outcome);
  const pages = new LinkedPages({ resolve: createResolver(), isOpen, fetched });
  const pictures: PreviewPictures = {
    keep: (bytes, owner) => keepPreviewPicture({ db, ...files }, bytes, owner),
    drop: (id, owner) => dropPreviewPicture({ db }, id, owner),
    // Nobody else asks for any by then.
    stop: () => files.pictures.stop(),
  };
  return new LinkPreviews({ db, pages, pictures, metrics, warn });
}
