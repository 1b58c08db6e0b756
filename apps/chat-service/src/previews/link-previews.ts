import { isDeepStrictEqual } from "node:util";
import { webLinks } from "@hubbub/markup";
import { epochNowUs } from "@hubbub/service-runtime";
import { maxPreviews, type Preview, type PreviewImage } from "@hubbub/ws-protocol";
import type { ChatDatabase } from "../db/open-chat-database.ts";
import {
  maxPreviewedAtOnce,
  maxPreviewedLinkLength,
  maxPreviewedOfAuthor,
  maxWaitingOfAuthor,
  maxWaitingToPreview,
} from "../limits.ts";
import type { LogWriter } from "../room-log/append/log-writer.ts";
import type { CommittedBatch } from "../room-log/events/committed-batch.ts";
import type { LogEvent } from "../room-log/events/log-event.ts";
import type { LinkedPages } from "./linked-pages.ts";
import type { PreviewMetrics } from "./preview-metrics.ts";
import { type MessageToPreview, readToPreview } from "./preview-queries.ts";
import type { PreviewPictures } from "./preview-pictures.ts";

export interface LinkPreviewsOptions {
  readonly db: ChatDatabase;
  readonly pages: Pick<LinkedPages, "page" | "picture" | "stop">;
  readonly pictures: PreviewPictures;
  readonly metrics: Pick<PreviewMetrics, "dropped" | "observe">;
  readonly warn: (error: unknown, message: string) => void;
}

/** A message whose links are to be looked at. */
interface Linking {
  readonly roomId: number;
  readonly seq: number;
  readonly authorId: number;
}

/** Who fetches: nobody in particular. */
const server = { userId: 0, username: "", serverAdmin: true };

/**
 * Looks, after a message is out, at what it links to, and appends what is shown of that. Only the instance that committed it does,
 * and once: what is too much, or what a crash interrupts, stays without. No message waits for it.
 */
export class LinkPreviews {
  readonly #options: LinkPreviewsOptions;
  readonly #waiting: Linking[] = [];
  /** How many messages of each author are being looked at, and how many wait. */
  readonly #running = new Map<number, number>();
  readonly #waitingOf = new Map<number, number>();
  readonly #work = new Set<Promise<void>>();
  #log: Pick<LogWriter, "append"> | undefined;
  #stopped = false;

  constructor(options: LinkPreviewsOptions) {
    this.#options = options;
    options.metrics.observe(() => this.#waiting.length);
  }

  /** To be called before anything is committed. */
  start(log: Pick<LogWriter, "append">): void {
    this.#log = log;
  }

  /** This instance committed a batch. */
  committed({ roomId, events }: Pick<CommittedBatch, "roomId" | "events">): void {
    for (const event of events) {
      const seq = linkingMessage(event);
      if (seq !== undefined) this.#add({ roomId, seq, authorId: event.actorId });
    }
  }

  /** Ends what is being fetched; what waits is given up. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#waiting.length = 0;
    this.#options.pages.stop();
    this.#options.pictures.stop();
    await Promise.all(this.#work);
  }

  #add(linking: Linking): void {
    const { authorId } = linking;
    if (this.#stopped) return;
    const ofAuthor = this.#waitingOf.get(authorId) ?? 0;
    if (this.#waiting.length >= maxWaitingToPreview || ofAuthor >= maxWaitingOfAuthor) {
      return this.#options.metrics.dropped.inc();
    }
    this.#waiting.push(linking);
    count(this.#waitingOf, authorId, 1);
    // Not within the commit that it is of.
    setImmediate(() => this.#begin());
  }

  #begin(): void {
    while (this.#work.size < maxPreviewedAtOnce) {
      const place = this.#waiting.findIndex(
        ({ authorId }) => (this.#running.get(authorId) ?? 0) < maxPreviewedOfAuthor,
      );
      const [next] = place < 0 ? [] : this.#waiting.splice(place, 1);
      if (next === undefined) return;
      count(this.#waitingOf, next.authorId, -1);
      count(this.#running, next.authorId, 1);
      const work = this.#preview(next).finally(() => {
        count(this.#running, next.authorId, -1);
        this.#work.delete(work);
        this.#begin();
      });
      this.#work.add(work);
    }
  }

  async #preview(linking: Linking): Promise<void> {
    const { db, metrics, warn } = this.#options;
    const { roomId, seq } = linking;
    try {
      const message = await readToPreview(db, { roomId, seq });
      if (message === undefined) return;
      const previews = await this.#previewsOf(message, linking);
      if (isDeepStrictEqual(previews, message.previews)) return;
      let isShown = false;
      try {
        isShown = await this.#append(linking, message.content, previews);
      } finally {
        if (!isShown) await this.#drop(linking, message, previews);
      }
    } catch (error) {
      metrics.dropped.inc();
      warn(error, "the links of a message stay without previews");
    }
  }

  /** Whether they are shown now. */
  async #append({ roomId, seq }: Linking, content: string, previews: readonly Preview[]): Promise<boolean> {
    if (this.#log === undefined || this.#stopped) return false;
    const command = { roomId, seq, actor: server, content, previews, receivedUs: epochNowUs() };
    const { duplicate } = await this.#log.append({ do: "set_previews", ...command });
    return !duplicate;
  }

  /** The pictures that were kept for nothing. What is not dropped here is collected like any file that nobody sent. */
  async #drop({ roomId, authorId }: Linking, { previews: before }: MessageToPreview, previews: readonly Preview[]) {
    const isShown = (id: string) => before.some(({ image }) => image?.id === id);
    for (const { image } of previews) {
      if (image === undefined || isShown(image.id)) continue;
      await this.#options.pictures.drop(image.id, { roomId, userId: authorId });
    }
  }

  /** Of the first links that have something to show; those that the message shows already stay. */
  async #previewsOf(message: MessageToPreview, linking: Linking): Promise<Preview[]> {
    const links = webLinks(message.content)
      .filter((link) => link.length <= maxPreviewedLinkLength && !message.bareLinks.includes(link))
      .slice(0, maxPreviews);
    const previews = await Promise.all(
      links.map(
        async (url) => message.previews.find((known) => known.url === url) ?? (await this.#previewOf(url, linking)),
      ),
    );
    return previews.filter((preview) => preview !== undefined);
  }

  async #previewOf(url: string, linking: Linking): Promise<Preview | undefined> {
    const page = await this.#options.pages.page(url);
    if (page === undefined) return undefined;
    const { picture, isPicture, ...said } = page;
    const image = picture === undefined ? undefined : await this.#imageOf(picture, linking);
    if (image === undefined) return isPicture === true ? undefined : { url, ...said };
    return { url, ...said, image };
  }

  /** Without it there is still what the page says. */
  async #imageOf(address: string, { roomId, authorId }: Linking): Promise<PreviewImage | undefined> {
    const { pages, pictures, warn } = this.#options;
    const bytes = await pages.picture(address);
    if (bytes === undefined || this.#stopped) return undefined;
    try {
      return await pictures.keep(bytes, { roomId, userId: authorId });
    } catch (error) {
      warn(error, "the picture of a link could not be kept");
      return undefined;
    }
  }
}

/** The message that the event is, or changes the text of, where that may have links: a quick no for most. */
function linkingMessage(event: LogEvent): number | undefined {
  if (event.kind !== "message" && event.kind !== "message_edited") return undefined;
  if (!event.body.content.includes("://")) return undefined;
  return event.kind === "message" ? event.seq : event.targetSeq;
}

function count(counts: Map<number, number>, key: number, by: number): void {
  const now = (counts.get(key) ?? 0) + by;
  if (now === 0) counts.delete(key);
  else counts.set(key, now);
}
