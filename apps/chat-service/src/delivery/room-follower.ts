import type { ServerFrame } from "@hubbub/ws-protocol";
import type { Joined } from "./joining/join-request.ts";
import type { Reader } from "./readers/reader.ts";
import type { RoomDelivery } from "./room-delivery.ts";

export interface RoomFollowerOptions {
  readonly delivery: Pick<RoomDelivery, "join" | "dropReader">;
  readonly roomId: number;
  /** Ms until it joins again after a failure. */
  readonly retryMs: number;
  /** It has its place, for the first time or again. */
  readonly onJoined?: (joined: Pick<Joined, "lastSeq" | "recovered">) => void;
  /** As it came; `afterSeq` is the highest `seq` until then. */
  readonly onFrame: (frame: RoomFrame, afterSeq: number) => void;
  readonly onFailed: (error: unknown) => void;
}

/** A frame with a place in the room's log. */
export type RoomFrame = Extract<ServerFrame, { seq: number }>;

/** Reads a room as user 0, the service itself, for as long as the instance lives: healed, and resumed, like any other reader. */
export class RoomFollower {
  readonly #options: RoomFollowerOptions;
  #position: { readonly epoch: string; afterSeq: number } | undefined;
  #reader: Reader | undefined;
  #isPlaced = false;
  #retry: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(options: RoomFollowerOptions) {
    this.#options = options;
  }

  /** Of the log that it reads now; undefined while it has no place in the room. */
  get epoch(): string | undefined {
    return this.#isPlaced ? this.#position?.epoch : undefined;
  }

  /** Resolves after the first try; it goes on trying. */
  async start(): Promise<void> {
    if (this.#stopped) return;
    clearTimeout(this.#retry);
    const { delivery, roomId, retryMs, onJoined, onFailed } = this.#options;
    if (this.#reader !== undefined) delivery.dropReader(this.#reader);
    const reader = this.#makeReader();
    this.#reader = reader;
    try {
      await delivery.join({
        reader,
        roomId,
        limit: 0,
        ...this.#position,
        onJoined: ({ epoch, lastSeq, recovered }) => {
          const afterSeq = recovered ? this.#position?.afterSeq : undefined;
          this.#position = { epoch, afterSeq: afterSeq ?? lastSeq };
          this.#isPlaced = true;
          onJoined?.({ lastSeq, recovered });
          return answerToNobody;
        },
      });
    } catch (error) {
      if (this.#stopped || this.#reader !== reader) return;
      onFailed(error);
      this.#retry = setTimeout(() => void this.start(), retryMs);
    }
  }

  stop(): void {
    this.#stopped = true;
    this.#isPlaced = false;
    clearTimeout(this.#retry);
    if (this.#reader !== undefined) this.#options.delivery.dropReader(this.#reader);
  }

  /** One for each try: delivery takes a reader that was ended for gone. */
  #makeReader(): Reader {
    const comeBack = () => {
      if (this.#reader !== reader) return;
      this.#isPlaced = false;
      setImmediate(() => void this.start());
    };
    const reader: Reader = {
      userId: 0,
      write: (frames) => {
        this.#take(frames);
        return 0;
      },
      bufferedBytes: () => 0,
      close: comeBack,
      cut: comeBack,
      removedFrom() {},
    };
    return reader;
  }

  #take(frames: readonly Uint8Array[]): void {
    for (const bytes of frames) {
      if (bytes === answerToNobody || this.#position === undefined) continue;
      const frame = JSON.parse(Buffer.from(bytes).toString()) as ServerFrame;
      if (!("seq" in frame)) continue;
      const { afterSeq } = this.#position;
      this.#position.afterSeq = Math.max(afterSeq, frame.seq);
      this.#options.onFrame(frame, afterSeq);
    }
  }
}

/** Stands for `room_joined`. */
const answerToNobody = Buffer.from("{}");
