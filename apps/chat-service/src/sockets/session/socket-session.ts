import { type CloseReason, closeCodes, type ServerFrame } from "@hubbub/ws-protocol";
import { encodeFrame } from "../../delivery/encode-frame.ts";
import type { Reader } from "../../delivery/readers/reader.ts";
import type { Identity } from "../../identity/identity.ts";
import { CommandQueue } from "./command-queue.ts";
import { FrameAllowance } from "./frame-allowance.ts";

/** What a session needs of its connection: a uWebSockets.js socket, or what translates for another protocol. */
export interface RawSocket {
  /** One native frame. Answers 1 where the kernel took all of it, and nothing waits. */
  send(frame: Uint8Array): unknown;
  /** What `write` sends goes out together. */
  cork(write: () => void): unknown;
  end(code: number, reason: string): unknown;
  /** At once, without a word to the client. */
  close(): unknown;
  getBufferedAmount(): number;
}

export interface SessionEvents {
  /** The socket speaks for somebody from now on. Throws `rate_limited` where that is one socket too many. */
  readonly onAuthenticate: (identity: Identity) => void;
  readonly onRemoved: (session: SocketSession, roomId: number) => void;
  /** The socket is ended because of what it sent. */
  readonly onAbuse: (session: SocketSession) => void;
  readonly onClosed: () => void;
}

/** One open socket: who it speaks for, the rooms it has joined, what it still owes answers to. */
export class SocketSession implements Reader {
  readonly openedMs = performance.now();
  readonly commands = new CommandQueue();
  /** Of whatever rooms, since it was opened. */
  joins = 0;
  /** In the order they were joined: a command without `room_id` means the last. */
  readonly rooms = new Set<number>();
  /** What it may still send. */
  readonly allowance: FrameAllowance;
  /** Each `auth` that was received and has no answer yet. */
  authsUnderWay = 0;
  #identity: Identity | undefined;
  /** Whether the end of `identity` has been announced. */
  expiryAnnounced = false;
  readonly #socket: RawSocket;
  readonly #events: SessionEvents;
  /** Written at the end of the turn, or before what is written earlier. */
  #later: Uint8Array[] = [];
  #open = true;

  constructor(socket: RawSocket, events: SessionEvents, allowance = new FrameAllowance(undefined)) {
    this.#socket = socket;
    this.#events = events;
    this.allowance = allowance;
  }

  get open(): boolean {
    return this.#open;
  }

  /** Of the last successful `auth`. */
  get identity(): Identity | undefined {
    return this.#identity;
  }

  /** Who the socket speaks for from now on. Throws `rate_limited` where it is the account's one socket too many. */
  authenticate(identity: Identity): void {
    if (!this.#open) return;
    if (this.#identity === undefined) this.#events.onAuthenticate(identity);
    this.#identity = identity;
    this.expiryAnnounced = false;
  }

  /** 0 before `auth`. */
  get userId(): number {
    return this.identity?.userId ?? 0;
  }

  /** Empty before `auth`. */
  get username(): string {
    return this.identity?.username ?? "";
  }

  /** No `auth` was sent yet, or none that might still succeed. */
  get beforeAuth(): boolean {
    return this.identity === undefined && this.authsUnderWay === 0;
  }

  /** Whether this socket has joined the room. */
  isIn(roomId: number): boolean {
    return this.rooms.has(roomId);
  }

  send(frame: ServerFrame): void {
    this.write([encodeFrame(frame)]);
  }

  /** For what comes in numbers, as the acks of one commit do: those of a turn of the event loop are one write. */
  sendLater(frame: ServerFrame): void {
    if (!this.#open) return;
    if (this.#later.push(encodeFrame(frame)) === 1) setImmediate(() => this.#flush());
  }

  #flush(): void {
    if (this.#later.length > 0) this.write([]);
  }

  /** The hot path: most writes are of one frame to a socket that takes it at once, and are one call. */
  write(frames: readonly Uint8Array[]): number {
    if (!this.#open) return 0;
    const [first] = frames;
    if (first !== undefined && frames.length === 1 && this.#later.length === 0) {
      if (this.#socket.send(first) === 1) return 0;
    } else {
      this.#writeTogether(this.#later.length === 0 ? frames : [...this.#later.splice(0), ...frames]);
    }
    return this.bufferedBytes();
  }

  #writeTogether(frames: readonly Uint8Array[]): void {
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
    this.#flush();
    if (!this.#open) return;
    this.#open = false;
    // What waits behind a refused `auth` must not take effect any more.
    this.commands.end();
    this.#socket.end(closeCodes[reason], reason);
  }

  /** For what it sent: whoever sent it pays for coming back. */
  closeForAbuse(reason: Extract<CloseReason, "protocol_error" | "overloaded">): void {
    if (this.#open) this.#events.onAbuse(this);
    this.close(reason);
  }

  /** Likewise, at once and without a word. */
  cutForAbuse(): void {
    if (this.#open) this.#events.onAbuse(this);
    this.cut();
  }

  cut(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#socket.close();
  }

  removedFrom(roomId: number): void {
    this.#events.onRemoved(this, roomId);
  }

  /** The socket is gone, by whichever side: nothing of it may be touched any more. */
  closed(): void {
    this.#open = false;
    this.commands.end();
    this.#events.onClosed();
  }
}
