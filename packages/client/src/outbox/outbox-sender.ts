import type { ClientFrame, ServerFrame } from "@hubbub/ws-protocol";
import { type HubbubError, toHubbubError } from "../hubbub-error.ts";
import type { Outbox } from "./outbox.ts";
import type { OutboxItem } from "./outbox-item.ts";
import { RoomTurns } from "./room-turns.ts";
import type { SentMessage } from "./sent-message.ts";

export interface OutboxSenderOptions {
  readonly outbox: Outbox;
  readonly request: (frame: ClientFrame) => Promise<ServerFrame>;
  /** Whether messages of this room may go out now. */
  readonly isReady: (roomId: number) => boolean;
  /** Something about the room's items has changed. */
  readonly onChange: (roomId: number) => void;
  /** The server has committed a message, or refused it for good. */
  readonly onResult: (clientMsgId: string, result: SentMessage | HubbubError) => void;
}

/** Sends what the outbox hands out, and tells it what became of it. */
export class OutboxSender {
  readonly #options: OutboxSenderOptions;
  readonly #timers = new Map<number, ReturnType<typeof setTimeout>>();
  readonly #turns: RoomTurns;
  #stopped = false;

  constructor(options: OutboxSenderOptions) {
    this.#options = options;
    this.#turns = new RoomTurns({
      take: options.outbox.turn,
      prepare: (roomId) => options.outbox.refresh(roomId),
      onTurn: (roomId) => this.#turnCame(roomId),
    });
  }

  /** Sends what may go out now. Call it whenever that may have changed. */
  flush(roomId: number): void {
    const { outbox, isReady, onChange } = this.#options;
    if (!outbox.isUnsent(roomId)) return this.#turns.end(roomId);
    if (this.#stopped || !isReady(roomId) || !this.#turns.has(roomId)) return;
    clearTimeout(this.#timers.get(roomId));
    const { item, heldForMs } = outbox.take(roomId);
    if (heldForMs > 0) {
      const timer = setTimeout(() => this.flush(roomId), heldForMs);
      this.#timers.set(roomId, timer);
    }
    if (item === undefined) return;
    void this.#send(item);
    onChange(roomId);
  }

  flushAll(): void {
    for (const roomId of this.#options.outbox.rooms()) this.flush(roomId);
  }

  /** The connection is gone: other pages may have theirs. */
  disconnected(): void {
    this.#turns.endAll();
  }

  /** For good. */
  stop(): void {
    this.#stopped = true;
    this.#turns.endAll();
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }

  async #send(item: OutboxItem): Promise<void> {
    const { roomId, clientMsgId, content, replyTo, threadSeq, inRoom, attachments, linkPreviews } = item;
    const { outbox, request, onChange, onResult } = this.#options;
    try {
      const ack = await request({
        type: "send_message",
        room_id: roomId,
        content,
        client_msg_id: clientMsgId,
        ...(replyTo === undefined ? {} : { reply_to: replyTo }),
        ...(threadSeq === undefined ? {} : { thread_seq: threadSeq }),
        ...(inRoom === undefined ? {} : { in_room: inRoom }),
        ...(attachments === undefined ? {} : { attachment_ids: attachments.map(({ id }) => id) }),
        ...(linkPreviews === undefined ? {} : { link_previews: linkPreviews }),
      });
      if (ack.type === "message_ack") {
        outbox.acknowledged(clientMsgId, ack.seq);
        onResult(clientMsgId, { roomId, seq: ack.seq });
      }
    } catch (cause) {
      const error = toHubbubError(cause);
      outbox.refused(clientMsgId, error);
      if (!error.retryable) onResult(clientMsgId, error);
    }
    if (this.#stopped) return;
    onChange(roomId);
    this.flush(roomId);
  }

  #turnCame(roomId: number): void {
    const { isReady, onChange } = this.#options;
    onChange(roomId);
    // What waited may have gone out from another page, or the room has to be joined again first.
    if (isReady(roomId)) this.flush(roomId);
    else this.#turns.end(roomId);
  }
}
