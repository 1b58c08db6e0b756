import { type CloseReason, closeCodes, type ServerFrame } from "@hubbub/ws-protocol";
import type { Reader } from "../delivery/reader.ts";
import type { Identity } from "../identity/identity.ts";
import { CommandQueue } from "./command-queue.ts";
import { encodeFrame } from "./encode-frame.ts";

/** What a session needs of its connection: a uWebSockets.js socket, or what translates for another protocol. */
export interface RawSocket {
  /** One native frame. */
  send(frame: Uint8Array): unknown;
  /** What `write` sends goes out together. */
  cork(write: () => void): unknown;
  end(code: number, reason: string): unknown;
  /** At once, without a word to the client. */
  close(): unknown;
  getBufferedAmount(): number;
}

/** One open socket: who it speaks for, the rooms it has joined, what it still owes answers to. */
export class SocketSession implements Reader {
  readonly openedMs = Date.now();
  readonly commands = new CommandQueue();
  /** In the order they were joined: a command without `room_id` means the last. */
  readonly rooms = new Set<number>();
  /** Of the last successful `auth`. */
  identity: Identity | undefined;
  /** Whether the end of `identity` has been announced. */
  expiryAnnounced = false;
  readonly #socket: RawSocket;
  readonly #onRemoved: (session: SocketSession, roomId: number) => void;
  #open = true;

  constructor(socket: RawSocket, onRemoved: (session: SocketSession, roomId: number) => void) {
    this.#socket = socket;
    this.#onRemoved = onRemoved;
  }

  get open(): boolean {
    return this.#open;
  }

  /** 0 before `auth`. */
  get userId(): number {
    return this.identity?.userId ?? 0;
  }

  /** Whether this socket has joined the room. */
  isIn(roomId: number): boolean {
    return this.rooms.has(roomId);
  }

  send(frame: ServerFrame): void {
    this.write([encodeFrame(frame)]);
  }

  write(frames: readonly Uint8Array[]): void {
    if (!this.#open) return;
    this.#socket.cork(() => {
      for (const frame of frames) {
        // A full buffer may close the socket inside `send`.
        if (this.#open) this.#socket.send(frame);
      }
    });
  }

  bufferedBytes(): number {
    return this.#open ? this.#socket.getBufferedAmount() : 0;
  }

  close(reason: CloseReason): void {
    if (!this.#open) return;
    this.#open = false;
    // What waits behind a refused `auth` must not take effect any more.
    this.commands.end();
    this.#socket.end(closeCodes[reason], reason);
  }

  cut(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#socket.close();
  }

  removedFrom(roomId: number): void {
    this.#onRemoved(this, roomId);
  }

  /** The socket is gone, by whichever side: nothing of it may be touched any more. */
  closed(): void {
    this.#open = false;
    this.commands.end();
  }
}
