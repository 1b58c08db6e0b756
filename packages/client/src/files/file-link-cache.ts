import { linksAtOnce, linkRestMs, linksKept } from "../limits.ts";
import type { FileLinks } from "../rest/files-api.ts";

export interface FileLinkCacheOptions {
  /** At most `linksAtOnce`. */
  readonly ask: (ids: readonly string[]) => Promise<readonly FileLinks[]>;
  /** The server's time; undefined where it has not said it. */
  readonly nowMs: () => number | undefined;
  /** Another one where those of before may not be good any more. */
  readonly era: () => number;
}

type Found = FileLinks | undefined;

/** Links to files, each until shortly before it ends; those that are wanted in one turn are asked for together. */
export class FileLinkCache {
  readonly #options: FileLinkCacheOptions;
  /** The one that came last comes last. */
  readonly #kept = new Map<string, FileLinks>();
  /** Without an answer yet. */
  readonly #asked = new Map<string, Promise<Found>>();
  /** What the next request asks for. */
  #next: { readonly ids: Set<string>; readonly answer: Promise<readonly FileLinks[]> } | undefined;
  #era: number;

  constructor(options: FileLinkCacheOptions) {
    this.#options = options;
    this.#era = options.era();
  }

  /** In the order of `ids`, without those of which the server says none. Rejects with what it refuses with. */
  async of(ids: readonly string[]): Promise<readonly FileLinks[]> {
    this.#forgetOthers();
    const found = await Promise.all(ids.map(async (id) => this.#good(id) ?? (await this.#find(id))));
    return found.filter((one) => one !== undefined);
  }

  /** What an answer to something else has said. */
  learn({ id, url, thumbnail_url }: Pick<FileLinks, "id"> & Partial<FileLinks>): void {
    this.#forgetOthers();
    if (url !== undefined) this.#keep({ id, url, ...(thumbnail_url === undefined ? {} : { thumbnail_url }) });
  }

  #good(id: string): Found {
    const links = this.#kept.get(id);
    const nowMs = this.#options.nowMs();
    if (links === undefined || nowMs === undefined) return undefined;
    return endMs(links) - linkRestMs > nowMs ? links : undefined;
  }

  #find(id: string): Promise<Found> {
    const underWay = this.#asked.get(id);
    if (underWay !== undefined) return underWay;
    const next = (this.#next ??= this.#begin());
    next.ids.add(id);
    if (next.ids.size >= linksAtOnce) this.#next = undefined;
    const asked = next.answer.then((links) => links.find((one) => one.id === id)).finally(() => this.#asked.delete(id));
    this.#asked.set(id, asked);
    return asked;
  }

  #begin() {
    const ids = new Set<string>();
    const ask = async () => {
      if (this.#next?.ids === ids) this.#next = undefined;
      const era = this.#era;
      const links = await this.#options.ask([...ids]);
      if (era === this.#options.era()) for (const one of links) this.#keep(one);
      return links;
    };
    return { ids, answer: new Promise((resolve) => setTimeout(resolve)).then(ask) };
  }

  #keep(links: FileLinks): void {
    this.#kept.delete(links.id);
    this.#kept.set(links.id, links);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > linksKept && oldest !== undefined) this.#kept.delete(oldest);
  }

  #forgetOthers(): void {
    const era = this.#options.era();
    if (era === this.#era) return;
    this.#era = era;
    this.#next = undefined;
    this.#kept.clear();
    this.#asked.clear();
  }
}

/** As the link itself says, by the server's clock; one that does not say it is not kept. */
function endMs({ url }: FileLinks): number {
  const [, seconds] = /[?&]e=(\d{1,12})(?:&|$)/.exec(url) ?? [];
  return seconds === undefined ? 0 : Number(seconds) * 1_000;
}
