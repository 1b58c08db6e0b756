import { withTimeout } from "@hubbub/service-runtime";
import { storageAway } from "./storage-away.ts";

/** What holds something open until it is closed. */
interface ChunkSource {
  /** The next bytes; undefined at the end. */
  read(): Promise<Uint8Array | undefined>;
  /** Called once, also while a read is under way. */
  close(): Promise<void> | void;
}

interface ReadTimes {
  /** Ms that the source may take for one chunk. */
  readonly chunkMs: number;
  /** Ms that the reader may take to ask for the next one, and for the first. */
  readonly readerMs: number;
}

/**
 * A source's chunks for one reader. The source is closed at its end, after a failure, when the reader leaves, and when the
 * reader is not heard of any more: a generator would hold it open for ever where nobody begins to read.
 */
export function readOnce(source: ChunkSource, { chunkMs, readerMs }: ReadTimes): AsyncIterableIterator<Uint8Array> {
  let state: "open" | "ended" | "given up" = "open";
  let readerTimer: NodeJS.Timeout | undefined;

  const end = async (as: "ended" | "given up") => {
    clearTimeout(readerTimer);
    if (state !== "open") return;
    state = as;
    // Whoever reads has all that it gets, and can do nothing about it.
    await Promise.resolve(source.close()).catch(() => undefined);
  };
  const awaitReader = () => {
    readerTimer = setTimeout(() => void end("given up"), readerMs).unref();
  };
  awaitReader();

  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      clearTimeout(readerTimer);
      if (state === "given up") throw storageAway(new Error(`nobody read for ${readerMs} ms`));
      if (state === "ended") return { done: true, value: undefined };
      try {
        const late = () => new Error(`no bytes within ${chunkMs} ms`);
        const chunk = await withTimeout(source.read(), chunkMs, late);
        if (chunk === undefined || state !== "open") {
          await end("ended");
          return { done: true, value: undefined };
        }
        awaitReader();
        return { done: false, value: chunk };
      } catch (error) {
        await end("ended");
        throw storageAway(error);
      }
    },
    async return() {
      await end("ended");
      return { done: true, value: undefined };
    },
  };
}
