import { closeSync, copyFileSync, fstatSync, ftruncateSync, openSync, readSync } from "node:fs";

/** A log keeps this much and as much again in its `.1`; enough for hours of one service at `info`. */
const maxLogBytes = 10 * 1024 * 1024;
const checkEveryMs = 2_000;
const maxTailBytes = 4_000;
const maxTailLines = 20;

/**
 * A child's log on disk. The child writes to it by itself (`fd`), so that its last words are kept even when the launcher
 * is gone. It is bounded: a full one is copied to `<path>.1` and emptied; a line written at that moment may be lost.
 */
export class LogFile {
  readonly path: string;
  readonly fd: number;
  readonly #maxBytes: number;
  readonly #timer: NodeJS.Timeout;
  #start = 0;

  constructor(path: string, maxBytes = maxLogBytes) {
    this.path = path;
    this.#maxBytes = maxBytes;
    // Appending, every writer stays at the end after the file was emptied.
    this.fd = openSync(path, "a+", 0o600);
    this.#timer = setInterval(() => this.bound(), checkEveryMs).unref();
    this.markStart();
  }

  /** From here on it is the log of a new run. */
  markStart(): void {
    this.#start = fstatSync(this.fd).size;
  }

  /** The last lines of this run, for an error message. */
  lastLines(): string {
    const { size } = fstatSync(this.fd);
    const from = Math.max(size - maxTailBytes, Math.min(this.#start, size));
    const tail = Buffer.alloc(size - from);
    readSync(this.fd, tail, 0, tail.length, from);
    return tail.toString("utf8").trim().split("\n").slice(-maxTailLines).join("\n");
  }

  /** Makes room if the log is full. */
  bound(): void {
    if (fstatSync(this.fd).size <= this.#maxBytes) return;
    copyFileSync(this.path, `${this.path}.1`);
    ftruncateSync(this.fd);
    this.#start = 0;
  }

  close(): void {
    clearInterval(this.#timer);
    closeSync(this.fd);
  }
}
