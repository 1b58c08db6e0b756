import { announcementsRoomId, type ServerFrame, type ServerFrameOf } from "@hubbub/ws-protocol";
import { encodeFrame } from "../delivery/encode-frame.ts";
import type { Reader } from "../delivery/readers/reader.ts";
import type { RoomDelivery } from "../delivery/room-delivery.ts";
import { announcementsRetryMs } from "../limits.ts";

export interface AnnouncementReaderOptions {
  readonly delivery: Pick<RoomDelivery, "join" | "dropReader">;
  /** Reaches every socket of this instance. */
  readonly broadcast: (frame: Uint8Array) => void;
  readonly warn: (error: unknown, message: string) => void;
}

/**
 * Reads the announcements of the whole server for as long as the instance lives, healed like any other reader, and makes
 * each message, whoever posted it and how, one `broadcast`.
 */
export class AnnouncementReader {
  readonly #options: AnnouncementReaderOptions;
  #position: { readonly epoch: string; afterSeq: number } | undefined;
  #reader: Reader | undefined;
  #retry: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(options: AnnouncementReaderOptions) {
    this.#options = options;
  }

  /** Resolves after the first try; it goes on trying. */
  async start(): Promise<void> {
    if (this.#stopped) return;
    clearTimeout(this.#retry);
    if (this.#reader !== undefined) this.#options.delivery.dropReader(this.#reader);
    const reader = this.#makeReader();
    this.#reader = reader;
    try {
      await this.#options.delivery.join({
        reader,
        roomId: announcementsRoomId,
        limit: 0,
        ...this.#position,
        onJoined: ({ epoch, lastSeq, recovered }) => {
          const afterSeq = recovered ? this.#position?.afterSeq : undefined;
          this.#position = { epoch, afterSeq: afterSeq ?? lastSeq };
          return answerToNobody;
        },
      });
    } catch (error) {
      if (this.#stopped || this.#reader !== reader) return;
      this.#options.warn(error, "the announcements cannot be read; trying again");
      this.#retry = setTimeout(() => void this.start(), announcementsRetryMs);
    }
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#retry);
    if (this.#reader !== undefined) this.#options.delivery.dropReader(this.#reader);
  }

  /** One for each try: delivery takes a reader that was ended for gone. */
  #makeReader(): Reader {
    const comeBack = () => {
      if (this.#reader === reader) setImmediate(() => void this.start());
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
      if (!("seq" in frame) || frame.seq <= this.#position.afterSeq) continue;
      this.#position.afterSeq = frame.seq;
      if (frame.type === "new_message" && frame.deleted_at === undefined) this.#options.broadcast(toBroadcast(frame));
    }
  }
}

/** Stands for `room_joined`. */
const answerToNobody = Buffer.from("{}");

function toBroadcast(message: ServerFrameOf<"new_message">): Uint8Array {
  const { room_id, id, user_id, username, content, created_at } = message;
  return encodeFrame({ type: "broadcast", room_id, id, user_id, username, content, created_at });
}
