import { linksAtOnce, linkRestMs, linksKept } from "../limits.ts";
import type { FileLinks } from "../rest/files-api.ts";

export interface FileLinkCacheOptions {
  /** At most `linksAtOnce`. */
  readonly ask: (ids: readonly string[]) => Promise<readonly FileLinks[]>;
  /** The server's time; undefined where it has not said it. */
  readonly nowMs: () => number | undefined;
  /** Of the session: links of one are not the next one's. */
  readonly life: () => AbortSignal;
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
  #life: AbortSignal;

  constructor(options: FileLinkCacheOptions) {
    this.#options = options;
    this.#life = options.life();
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
      const life = this.#life;
      const links = await this.#options.ask([...ids]);
      if (life === this.#life) for (const one of links) this.#keep(one);
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
    const life = this.#options.life();
    if (life === this.#life) return;
    this.#life = life;
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
