import { Parser } from "htmlparser2";
import { maxHeadDepth } from "../../limits.ts";
import { decodePage } from "./decode-page.ts";

/** What a page says of itself, as it stands there. */
export interface Head {
  /** By `property` or `name`, in lower case; the first of each. */
  readonly meta: ReadonlyMap<string, string>;
  readonly title: string | undefined;
}

/** Reads no further than the page's body begins. In linear time, whatever it is. */
export async function readHead(body: AsyncIterable<Buffer>, charset: string | undefined): Promise<Head> {
  const reader = new HeadReader();
  for await (const text of decodePage(body, charset)) {
    reader.read(text);
    if (reader.isDone) break;
  }
  return reader;
}

class HeadReader implements Head {
  readonly meta = new Map<string, string>();
  isDone = false;
  readonly #parser: Parser;
  readonly #title: string[] = [];
  #titleLength = 0;
  #isInTitle = false;
  #hasTitle = false;
  #depth = 0;

  constructor() {
    this.#parser = new Parser({
      onopentag: (name, attributes) => this.#open(name, attributes),
      ontext: (text) => this.#text(text),
      onclosetag: (name) => this.#close(name),
    });
  }

  get title(): string | undefined {
    return this.#hasTitle ? this.#title.join("") : undefined;
  }

  read(text: string): void {
    this.#parser.write(text);
  }

  #open(name: string, attributes: Readonly<Record<string, string>>): void {
    this.#depth += 1;
    // To find what an end tag closes, the parser looks through all that is open.
    if (name === "body" || this.#depth > maxHeadDepth) return this.#end();
    if (name === "meta") this.#note(attributes);
    if (name === "title" && !this.#hasTitle) this.#isInTitle = this.#hasTitle = true;
  }

  #close(name: string): void {
    this.#depth -= 1;
    if (name === "title") this.#isInTitle = false;
    if (name === "head") this.#end();
  }

  #text(text: string): void {
    if (!this.#isInTitle || this.#titleLength > maxKeptLength) return;
    this.#title.push(text);
    this.#titleLength += text.length;
  }

  #note({ property, name = property, content }: Readonly<Record<string, string>>): void {
    const key = (property ?? name)?.trim().toLowerCase();
    if (key === undefined || content === undefined || !metaRead.has(key) || this.meta.has(key)) return;
    if (content.trim() !== "") this.meta.set(key, content.slice(0, maxKeptLength));
  }

  #end(): void {
    this.isDone = true;
    this.#parser.pause();
  }
}

/** UTF-16 units that are kept of a text; less of it is shown. */
const maxKeptLength = 4_000;

export const metaRead: ReadonlySet<string> = new Set([
  "og:title",
  "og:description",
  "og:site_name",
  "og:image",
  "og:image:url",
  "og:image:secure_url",
  "twitter:title",
  "twitter:description",
  "twitter:image",
  "twitter:image:src",
  "description",
]);
