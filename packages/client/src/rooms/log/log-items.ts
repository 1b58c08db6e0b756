import type { LogItem } from "./log-item.ts";

type Chunk = readonly LogItem[];

/**
 * Items of a log, ascending by seq. Immutable, and kept in chunks: an event copies one of them and the list of them, not all
 * that is loaded.
 */
export class LogItems implements Iterable<LogItem> {
  static readonly none = new LogItems([]);

  /** Not empty. A chunk is the same object as long as nothing in it changes: what is made of one may be kept with it. */
  readonly chunks: readonly Chunk[];
  readonly length: number;
  /** Where each chunk begins. */
  readonly #starts: readonly number[];

  private constructor(chunks: readonly Chunk[]) {
    const starts: number[] = [];
    let length = 0;
    for (const chunk of chunks) {
      starts.push(length);
      length += chunk.length;
    }
    this.chunks = chunks;
    this.length = length;
    this.#starts = starts;
  }

  static of(items: readonly LogItem[]): LogItems {
    const chunks: Chunk[] = [];
    for (let at = 0; at < items.length; at += chunkSize) chunks.push(items.slice(at, at + chunkSize));
    return new LogItems(chunks);
  }

  /** Parts that follow each other. */
  static join(parts: readonly LogItems[]): LogItems {
    const chunks: Chunk[] = [];
    for (const chunk of parts.flatMap((part) => part.chunks)) {
      const last = chunks.at(-1);
      if (last !== undefined && last.length + chunk.length <= chunkSize)
        chunks[chunks.length - 1] = [...last, ...chunk];
      else chunks.push(chunk);
    }
    return new LogItems(chunks);
  }

  *[Symbol.iterator](): Iterator<LogItem> {
    for (const chunk of this.chunks) yield* chunk;
  }

  /** Negative counts from the end. */
  at(index: number): LogItem | undefined {
    const from = index < 0 ? this.length + index : index;
    if (from < 0 || from >= this.length) return undefined;
    const chunk = lastWhere(this.#starts, (start) => start <= from);
    return this.chunks[chunk]?.[from - (this.#starts[chunk] ?? 0)];
  }

  /** Where the first item at or after `seq` is; `length` where all are before it. */
  indexFrom(seq: number): number {
    const index = lastWhere(this.chunks, (chunk) => (chunk[0]?.seq ?? 0) < seq);
    const chunk = this.chunks[index];
    if (chunk === undefined) return 0;
    return (this.#starts[index] ?? 0) + lastWhere(chunk, (item) => item.seq < seq) + 1;
  }

  /** -1 where none has that seq. */
  indexOfSeq(seq: number): number {
    const index = this.indexFrom(seq);
    return this.at(index)?.seq === seq ? index : -1;
  }

  find(fits: (item: LogItem) => boolean): LogItem | undefined {
    for (const item of this) if (fits(item)) return item;
    return undefined;
  }

  findLast<Fitting extends LogItem>(fits: (item: LogItem) => item is Fitting): Fitting | undefined;
  findLast(fits: (item: LogItem) => boolean): LogItem | undefined;
  findLast(fits: (item: LogItem) => boolean): LogItem | undefined {
    for (let index = this.chunks.length - 1; index >= 0; index -= 1) {
      const item = this.chunks[index]?.findLast(fits);
      if (item !== undefined) return item;
    }
    return undefined;
  }

  some(fits: (item: LogItem) => boolean): boolean {
    return this.find(fits) !== undefined;
  }

  flatMap<Made>(make: (item: LogItem) => Made | readonly Made[]): Made[] {
    return this.chunks.flatMap((chunk) => chunk.flatMap(make));
  }

  /** As with a list; chunks that stay whole stay the same objects. */
  slice(from = 0, to = this.length): LogItems {
    const start = from < 0 ? Math.max(0, this.length + from) : from;
    if (start === 0 && to >= this.length) return this;
    const chunks = this.chunks.flatMap((chunk, index) => {
      const at = this.#starts[index] ?? 0;
      if (at >= to || at + chunk.length <= start) return [];
      return [at >= start && at + chunk.length <= to ? chunk : chunk.slice(Math.max(0, start - at), to - at)];
    });
    return new LogItems(chunks);
  }

  /** Those from `fromSeq` to `toSeq`, both included. */
  between(fromSeq: number, toSeq: number): LogItems {
    return this.slice(this.indexFrom(fromSeq), this.indexFrom(toSeq + 1));
  }

  append(item: LogItem): LogItems {
    const last = this.chunks.at(-1);
    if (last === undefined || last.length >= chunkSize) return new LogItems([...this.chunks, [item]]);
    return new LogItems(this.chunks.with(this.chunks.length - 1, [...last, item]));
  }

  /** Chunks in which `make` answers with the same items stay as they are. */
  map(make: (item: LogItem) => LogItem): LogItems {
    const chunks = this.chunks.map((chunk) => {
      const made = chunk.map(make);
      return made.every((item, index) => item === chunk[index]) ? chunk : made;
    });
    return chunks.every((chunk, index) => chunk === this.chunks[index]) ? this : new LogItems(chunks);
  }

  /** The same object where there is nothing at `seq`. */
  change(seq: number, make: (item: LogItem) => LogItem): LogItems {
    const index = lastWhere(this.chunks, (chunk) => (chunk[0]?.seq ?? 0) <= seq);
    const chunk = this.chunks[index];
    const at = chunk === undefined ? -1 : lastWhere(chunk, (item) => item.seq <= seq);
    const item = chunk?.[at];
    if (chunk === undefined || item?.seq !== seq) return this;
    return new LogItems(this.chunks.with(index, chunk.with(at, make(item))));
  }
}

/** What an event copies: about as many items as there are chunks of a few thousand. */
const chunkSize = 64;

/** The last index for which it holds, where it holds for the first ones only; -1 for none. */
function lastWhere<Item>(list: readonly Item[], holds: (item: Item) => boolean): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = list[middle];
    if (item !== undefined && holds(item)) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
