import type { HttpResponse } from "uWebSockets.js";
import { readerCheckMs, readerStallMs, slowReaderBytesPerSecond, slowReaderMs } from "../limits.ts";
import { giveUp, type StreamedAnswer } from "./answer.ts";
import { endWithoutBody, type SendOptions, writeHead } from "./send-answer.ts";

/** Told once the client went away: the response must not be used then. */
type WhenLost = (run: () => void) => void;

/**
 * Writes an answer as fast as its client takes it: one chunk of it waits, and the kernel's buffer. Resolves to whether all of
 * it was written, or the client went away, took nothing for too long or was too slow with all of it. Rejects with what its chunks failed with, or when they
 * have fewer bytes than were promised; the client sees that, for its connection is closed.
 */
export async function sendStream(
  res: HttpResponse,
  answer: StreamedAnswer,
  { withoutBody, closeConnection }: SendOptions,
  whenLost: WhenLost,
): Promise<"sent" | "lost"> {
  const { status, length, chunks } = answer;
  if (withoutBody || status === 304 || length === 0) {
    res.cork(() => {
      writeHead(res, answer);
      endWithoutBody(res, status === 304 ? undefined : length, closeConnection);
    });
    await giveUp(answer);
    return "sent";
  }
  const writer = openWriter(res, length, whenLost);
  const late = setTimeout(
    () => {
      if (!writer.isLost) res.close();
    },
    slowReaderMs + (length / slowReaderBytesPerSecond) * 1000,
  );
  const beginning = () => {
    writeHead(res, answer);
    if (closeConnection) res.writeHeader("Connection", "close");
  };
  try {
    let written = 0;
    while (written < length && !writer.isLost) {
      const { done, value } = await chunks.next();
      if (done === true) throw new Error(`The answer ended after ${written} of ${length} bytes`);
      const chunk = value.subarray(0, length - written);
      if (chunk.length > 0) await writer.write(chunk, written === 0 ? beginning : undefined);
      written += chunk.length;
    }
    return writer.isLost ? "lost" : "sent";
  } catch (error) {
    if (!writer.isLost) res.close();
    throw error;
  } finally {
    clearTimeout(late);
    await giveUp(answer);
  }
}

interface Writer {
  readonly isLost: boolean;
  /** Resolves when all of the chunk was taken, or nobody is there any more. `before`: what is written in the same go. */
  write(chunk: Uint8Array, before?: () => void): Promise<void>;
}

function openWriter(res: HttpResponse, length: number, whenLost: WhenLost): Writer {
  let isLost = false;
  let waiting: { readonly tryOn: () => boolean; readonly end: () => void } | undefined;
  res.onWritable(() => waiting?.tryOn() ?? true);
  whenLost(() => {
    isLost = true;
    waiting?.end();
  });
  return {
    get isLost() {
      return isLost;
    },
    async write(chunk, before) {
      if (isLost) return;
      const from = res.getWriteOffset();
      // What the connection did not take is not kept: it is tried again from where it stopped.
      const tryOn = () => {
        const [isTaken, isAll] = res.tryEnd(chunk.subarray(res.getWriteOffset() - from), length);
        if (isTaken || isAll) waiting?.end();
        return isTaken || isAll;
      };
      let isTaken = false;
      res.cork(() => {
        before?.();
        isTaken = tryOn();
      });
      if (!isTaken) await untilTaken(tryOn);
    },
  };

  function untilTaken(tryOn: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      let lastOffset = res.getWriteOffset();
      let lastMs = performance.now();
      const timer = setInterval(() => {
        const offset = res.getWriteOffset();
        if (offset > lastOffset) lastMs = performance.now();
        lastOffset = offset;
        if (performance.now() - lastMs >= readerStallMs) res.close();
        else res.cork(() => void tryOn());
      }, readerCheckMs);
      const end = () => {
        clearInterval(timer);
        waiting = undefined;
        resolve();
      };
      waiting = { tryOn, end };
    });
  }
}
