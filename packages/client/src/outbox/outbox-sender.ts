import type { ClientFrame, ServerFrame } from "@hubbub/ws-protocol";
import { toHubbubError } from "../hubbub-error.ts";
import type { Outbox } from "./outbox.ts";
import type { OutboxItem } from "./outbox-item.ts";

export interface OutboxSenderOptions {
  readonly outbox: Outbox;
  readonly request: (frame: ClientFrame) => Promise<ServerFrame>;
  /** Whether messages of this room may go out now. */
  readonly isReady: (roomId: number) => boolean;
  /** Something about the room's items has changed. */
  readonly onChange: (roomId: number) => void;
}

/** Sends what the outbox hands out, and tells it what became of it. */
export class OutboxSender {
  readonly #options: OutboxSenderOptions;
  readonly #timers = new Map<number, ReturnType<typeof setTimeout>>();

  constructor(options: OutboxSenderOptions) {
    this.#options = options;
  }

  /** Sends what may go out now. Call it whenever that may have changed. */
  flush(roomId: number): void {
    if (!this.#options.isReady(roomId)) return;
    clearTimeout(this.#timers.get(roomId));
    const { items, heldForMs } = this.#options.outbox.take(roomId);
    if (heldForMs > 0)
      this.#timers.set(
        roomId,
        setTimeout(() => this.flush(roomId), heldForMs),
      );
    for (const item of items) void this.#send(item);
    if (items.length > 0) this.#options.onChange(roomId);
  }

  flushAll(): void {
    for (const roomId of this.#options.outbox.rooms()) this.flush(roomId);
  }

  stop(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }

  async #send({ roomId, clientMsgId, content }: OutboxItem): Promise<void> {
    const { outbox, request, onChange } = this.#options;
    try {
      const ack = await request({ type: "send_message", room_id: roomId, content, client_msg_id: clientMsgId });
      if (ack.type === "message_ack") outbox.acknowledged(clientMsgId, ack.seq);
    } catch (error) {
      outbox.refused(clientMsgId, toHubbubError(error));
    }
    onChange(roomId);
    this.flush(roomId);
  }
}
