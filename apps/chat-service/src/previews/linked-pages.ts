import { maxRememberedPages, previewRememberedMs } from "../limits.ts";
import { fetchAddress, type Found } from "./fetch/fetch-address.ts";
import { type FetchOutcome, FetchProblem } from "./fetch/fetch-problem.ts";
import type { Outside } from "./fetch/find-place.ts";
import { type LinkedPage, toLinkedPage, toPicturePage } from "./page/to-linked-page.ts";
import { readHead } from "./page/read-head.ts";

export interface LinkedPagesOptions extends Outside {
  readonly fetched: (outcome: FetchOutcome) => void;
}

/** What links lead to: each page is fetched once at a time, and what came of it remembered for a while. */
export class LinkedPages {
  readonly #options: LinkedPagesOptions;
  readonly #known = new Map<string, { readonly page: Promise<LinkedPage | undefined>; readonly untilMs: number }>();
  readonly #stopped = new AbortController();

  constructor(options: LinkedPagesOptions) {
    this.#options = options;
  }

  /** undefined where there is nothing to be shown. */
  page(link: string): Promise<LinkedPage | undefined> {
    const key = link.replace(/#.*$/s, "");
    const known = this.#known.get(key);
    if (known !== undefined && known.untilMs > performance.now()) return known.page;
    const page = this.#fetch(key, readPage);
    this.#known.delete(key);
    this.#known.set(key, { page, untilMs: performance.now() + previewRememberedMs });
    const [oldest] = this.#known.keys();
    if (oldest !== undefined && this.#known.size > maxRememberedPages) this.#known.delete(oldest);
    return page;
  }

  /** The bytes of one; undefined where there is none. */
  picture(address: string): Promise<Buffer | undefined> {
    return this.#fetch(address, readPicture);
  }

  /** Ends what is being fetched. */
  stop(): void {
    this.#stopped.abort();
  }

  async #fetch<Made>(address: string, read: (found: Found) => Promise<Made | undefined>): Promise<Made | undefined> {
    const { fetched, ...outside } = this.#options;
    try {
      const made = await fetchAddress(address, { ...outside, stopped: this.#stopped.signal }, read);
      fetched("fetched");
      return made;
    } catch (error) {
      if (!(error instanceof FetchProblem)) throw error;
      fetched(error.outcome);
      return undefined;
    }
  }
}

async function readPage({ url, kind, charset, body }: Found): Promise<LinkedPage | undefined> {
  return kind === "page" ? toLinkedPage(url, await readHead(body, charset)) : toPicturePage(url);
}

async function readPicture({ kind, body }: Found): Promise<Buffer | undefined> {
  if (kind !== "picture") throw new FetchProblem("type");
  const chunks: Buffer[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks);
}
