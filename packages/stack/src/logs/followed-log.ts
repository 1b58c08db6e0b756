import { entryReader, type LogEntry } from "./log-entry.ts";
import { LineSplitter, readLines, readPart, sizeOf } from "./read-lines.ts";

/** What is taken of one log at a time; the rest follows at once. */
const maxReadBytes = 256 * 1024;

/** The log of one part, and what was in it before it last made room: first what it holds, then what comes. */
export class FollowedLog {
  readonly #path: string;
  readonly #read: (line: string) => LogEntry;
  readonly #splitter = new LineSplitter();
  #at: number;

  /** `from` is where following begins: `end` for a log that is there already. */
  constructor(part: string, path: string, from: "beginning" | "end") {
    this.#path = path;
    this.#read = entryReader(part);
    this.#at = from === "end" ? sizeOf(path) : 0;
  }

  /** What it held when it was opened, from the oldest on. */
  *history(): Generator<LogEntry> {
    const end = this.#at;
    for (const line of readLines(`${this.#path}.1`, sizeOf(`${this.#path}.1`))) yield this.#read(line);
    for (const line of readLines(this.#path, end)) yield this.#read(line);
  }

  /** What came since; `more`: there is more already. */
  take(): { readonly entries: readonly LogEntry[]; readonly more: boolean } {
    // It was copied to `.1` and emptied: what had come before that stands there.
    const wasEmptied = sizeOf(this.#path) < this.#at;
    const bytes = readPart(wasEmptied ? `${this.#path}.1` : this.#path, this.#at, maxReadBytes);
    const more = bytes.length === maxReadBytes;
    this.#at = wasEmptied && !more ? 0 : this.#at + bytes.length;
    const entries = this.#splitter.push(bytes.toString("utf8")).map((line) => this.#read(line));
    return { entries, more: more || wasEmptied };
  }
}
