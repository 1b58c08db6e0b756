import { setTimeout as delay } from "node:timers/promises";
import { AppError } from "@hubbub/errors";
import type { IncomingBody } from "@hubbub/service-runtime";
import type { HttpResponse } from "uWebSockets.js";
import { discardStallMs, maxDiscardedBytes, maxWaitingBytes, refusedHoldMs } from "../limits.ts";
import type { Exchange } from "./exchange.ts";
import type { RequestBody } from "./request-body.ts";
import type { RequestHead } from "./request-head.ts";
import type { UploadPace } from "./upload-pace.ts";

/** A body that is handed on as it comes. */
export interface Upload extends RequestBody {
  readonly incoming: IncomingBody;
  /** Its sender may send. Throws `payload_too_large` for a length that is declared and too much. */
  admit(): void;
  /**
   * Hands on nothing more, and resolves when the answer may be written. Until then what still comes is thrown away: who is
   * sending would see a broken connection instead of the answer. Of one that was let in, that is all that a body may have, and
   * `maxDiscardedBytes` more; who has stopped sending is answered soon.
   */
  finish(): Promise<void>;
}

/** Bytes of a body, one after the other. */
interface Block {
  readonly bytes: Buffer;
  used: number;
}

const blockBytes = 16 * 1024;

export interface UploadOptions {
  readonly maxBytes: number;
  /** Of all uploads of the process. */
  readonly pace: Pick<UploadPace, "took">;
}

/** Call it before the first await: uWebSockets.js throws away what nobody listens for. */
export function openUpload(
  res: HttpResponse,
  head: RequestHead,
  exchange: Exchange,
  { maxBytes, pace }: UploadOptions,
): Upload {
  const declared = head.isChunked ? undefined : head.contentLength;
  let isWhole = declared === 0;
  let bytes = 0;
  let isAdmitted = false;
  let isKept = true;
  let isHeldBack = false;
  let isAhead = false;
  let ahead: NodeJS.Timeout | undefined;
  let isPaused = false;
  let failure: AppError | undefined;
  const held: Block[] = [];
  let heldBytes = 0;
  let change = Promise.withResolvers<void>();

  res.onData((chunk, isLast) => {
    bytes += chunk.byteLength;
    isWhole ||= isLast;
    if (isKept && bytes > maxBytes) refuse(tooLarge(maxBytes));
    if (isKept) keep(new Uint8Array(chunk));
    keepPace(chunk.byteLength);
    flow();
    wake();
  });
  exchange.whenLost(() => {
    if (!isWhole) failure ??= new AppError("invalid_argument", "The request ended before its body did");
    wake();
  });
  return {
    incoming: { length: declared, [Symbol.asyncIterator]: () => ({ next, return: stop }) },
    get isWhole() {
      return isWhole;
    },
    admit() {
      isAdmitted = true;
      if (declared !== undefined && declared > maxBytes) throw tooLarge(maxBytes);
    },
    pause: () => holdBack(true),
    resume: () => holdBack(false),
    discard,
    finish,
  };

  async function next(): Promise<IteratorResult<Uint8Array, undefined>> {
    await until(() => failure !== undefined || heldBytes > 0 || isWhole);
    if (failure !== undefined) throw failure;
    const block = held.shift();
    if (block === undefined) return { done: true, value: undefined };
    heldBytes -= block.used;
    flow();
    return { done: false, value: block.bytes.subarray(0, block.used) };
  }

  /** Who stops reading before the end is about to refuse. */
  async function stop(): Promise<IteratorResult<Uint8Array, undefined>> {
    discard();
    holdBack(true);
    return { done: true, value: undefined };
  }

  async function finish(): Promise<void> {
    // Whoever still reads was given up.
    refuse(new AppError("unavailable", "The request was answered before its body was read"));
    wake();
    const most = maxDiscardedBytes + (isAdmitted ? maxBytes : bytes);
    if (declared !== undefined && declared > most) {
      // Its sender, once the connection takes no more, sees the answer before its end.
      await delay(refusedHoldMs);
      return;
    }
    holdBack(false);
    let isStalled = false;
    let before = bytes;
    const timer = setInterval(() => {
      isStalled = bytes === before;
      before = bytes;
      wake();
    }, discardStallMs);
    await until(() => !exchange.isOpen || isWhole || bytes > most || isStalled);
    clearInterval(timer);
  }

  function refuse(error: AppError): void {
    failure ??= error;
    discard();
    holdBack(true);
  }

  function discard(): void {
    isKept = false;
    release();
  }

  function release(): void {
    held.length = 0;
    heldBytes = 0;
  }

  /**
   * Each byte is copied once, however many come before the connection is held: uWebSockets.js reads on from one that always has more.
   * Small chunks share a block: of one byte each, a list would cost a hundred times their size.
   */
  function keep(chunk: Uint8Array): void {
    const last = held.at(-1);
    const fitting = chunk.subarray(0, last === undefined ? 0 : last.bytes.length - last.used);
    if (last !== undefined) {
      last.bytes.set(fitting, last.used);
      last.used += fitting.length;
    }
    const rest = chunk.subarray(fitting.length);
    if (rest.length > 0) {
      // Not of Node's pool: what is handed on may be kept for long.
      const bytes = Buffer.allocUnsafeSlow(Math.max(rest.length, blockBytes));
      bytes.set(rest);
      held.push({ bytes, used: rest.length });
    }
    heldBytes += chunk.length;
  }

  /** Only of who was let in: nobody else is to use it up. What is thrown away costs little, and its sender is to be done with it. */
  function keepPace(taken: number): void {
    const waitMs = isKept && isAdmitted ? pace.took(taken) : 0;
    if (waitMs === 0 || isWhole) return;
    // What came together with it waits for as long: the newest has the last place.
    clearTimeout(ahead);
    isAhead = true;
    ahead = setTimeout(() => {
      isAhead = false;
      flow();
    }, waitMs);
  }

  function holdBack(isNeeded: boolean): void {
    isHeldBack = isNeeded;
    flow();
  }

  function flow(): void {
    const shouldPause = !isWhole && (isHeldBack || (isAhead && isKept) || heldBytes > maxWaitingBytes);
    if (shouldPause === isPaused || !exchange.isOpen) return;
    isPaused = shouldPause;
    if (isPaused) res.pause();
    else res.resume();
  }

  async function until(isSo: () => boolean): Promise<void> {
    while (!isSo()) await change.promise;
  }

  function wake(): void {
    change.resolve();
    change = Promise.withResolvers();
  }
}

function tooLarge(maxBytes: number): AppError {
  const mebibytes = Math.floor((maxBytes / 1024 / 1024) * 100) / 100;
  return new AppError("payload_too_large", `A request body may have at most ${mebibytes} MiB here`);
}
