import { closeSync, fstatSync, openSync, renameSync, writeSync } from "node:fs";

/** A log keeps this much and as much again in its `.1`; enough for hours of one service at `info`. */
export const maxLogBytes = 10 * 1024 * 1024;

const maxTailBytes = 4_000;

/** A child's log on disk, bounded: a full one becomes `<path>.1`, in place of the `.1` before it. */
export class LogFile {
  readonly path: string;
  readonly #maxBytes: number;
  #fd: number;
  #bytes: number;
  #tail: Buffer = Buffer.alloc(0);
  #closed = false;

  constructor(path: string, maxBytes = maxLogBytes) {
    this.path = path;
    this.#maxBytes = maxBytes;
    this.#fd = openSync(path, "a", 0o600);
    this.#bytes = fstatSync(this.#fd).size;
  }

  /** After `close` a chunk is dropped: a dying child's last words may come late. */
  write(chunk: Buffer): void {
    if (this.#closed) return;
    if (this.#bytes > 0 && this.#bytes + chunk.length > this.#maxBytes) this.#turn();
    writeSync(this.#fd, chunk);
    this.#bytes += chunk.length;
    this.#tail = Buffer.from(Buffer.concat([this.#tail, chunk]).subarray(-maxTailBytes));
  }

  /** The last lines since the last call of `forgetTail`, for an error message. */
  tail(): string {
    return this.#tail.toString("utf8").trim().split("\n").slice(-20).join("\n");
  }

  forgetTail(): void {
    this.#tail = Buffer.alloc(0);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    closeSync(this.#fd);
  }

  #turn(): void {
    closeSync(this.#fd);
    renameSync(this.path, `${this.path}.1`);
    this.#fd = openSync(this.path, "a", 0o600);
    this.#bytes = 0;
  }
}
