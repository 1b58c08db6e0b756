import { closeSync, fstatSync, openSync, readSync } from "node:fs";

const chunkBytes = 64 * 1024;
/** What a line has beyond that is left out: no line of ours is as long. */
const maxLineBytes = 64 * 1024;

/** Bytes to lines, however they are cut; the last one is kept until it is whole. */
export class LineSplitter {
  #begun = "";
  #tooLong = false;

  push(chunk: string): string[] {
    const [first = "", ...others] = chunk.split("\n");
    this.#grow(first);
    const lines: string[] = [];
    for (const next of others) {
      if (this.#begun !== "") lines.push(this.#begun);
      this.#begun = "";
      this.#tooLong = false;
      this.#grow(next);
    }
    return lines;
  }

  #grow(text: string): void {
    if (this.#tooLong) return;
    this.#begun += text;
    if (this.#begun.length <= maxLineBytes) return;
    this.#begun = `${this.#begun.slice(0, maxLineBytes)}…`;
    this.#tooLong = true;
  }
}

/** The lines of a file up to `end`, a chunk of it in memory at a time; none where there is no file. */
export function* readLines(path: string, end: number): Generator<string> {
  const splitter = new LineSplitter();
  let at = 0;
  while (at < end) {
    const bytes = readPart(path, at, Math.min(chunkBytes, end - at));
    if (bytes.length === 0) return;
    at += bytes.length;
    // A character that a chunk cuts is two signs of a broken one: a log is ASCII but for what parts quote.
    yield* splitter.push(bytes.toString("utf8"));
  }
}

/** Bytes from `at`; fewer where the file ends, none where there is none. */
export function readPart(path: string, at: number, length: number): Buffer {
  const fd = openOrNone(path);
  if (fd === undefined) return Buffer.alloc(0);
  try {
    const bytes = Buffer.alloc(length);
    return bytes.subarray(0, readSync(fd, bytes, 0, length, at));
  } finally {
    closeSync(fd);
  }
}

/** 0 where there is none. */
export function sizeOf(path: string): number {
  const fd = openOrNone(path);
  if (fd === undefined) return 0;
  try {
    return fstatSync(fd).size;
  } finally {
    closeSync(fd);
  }
}

function openOrNone(path: string): number | undefined {
  try {
    return openSync(path, "r");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
