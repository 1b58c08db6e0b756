import { mayReconnect } from "@hubbub/ws-protocol";
import type { Socket } from "socket.io";
import { endedReaderLingerMs, maxBackpressureBytes, maxSignalBufferedBytes } from "../../limits.ts";
import type { RawSocket } from "../session/socket-session.ts";
import { encodeEvent } from "./encode-event.ts";
import type { ListReader, PeopleLists } from "./people-lists.ts";
import { translateFrame } from "./translate-frame.ts";

/** One client of engine.io's, whichever transport it is on. */
export type EngineSocket = Socket["conn"];
type Acknowledge = (answer: object) => void;

/** What of a transport is only there on a WebSocket. */
type WebSocketTransport = EngineSocket["transport"] & { readonly socket?: RawSocket };

export interface LinkOptions {
  readonly lists: PeopleLists;
  isIn(roomId: number): boolean;
}

/** A Socket.IO connection as a session sees it: takes native frames and sends what they mean in this dialect. */
export class SocketIoLink implements RawSocket, ListReader {
  /** Once it has connected to the namespace. */
  socket: Socket | undefined;
  readonly #engine: EngineSocket;
  readonly #options: LinkOptions;
  readonly #unanswered = new Map<number, Acknowledge>();
  #refs = 0;
  /** Of packets that wait for the transport, in UTF-16 units; what the transport took, uWebSockets.js counts. */
  #waiting = 0;
  #endedWith: number | undefined;
  #linger: NodeJS.Timeout | undefined;

  constructor(engine: EngineSocket, options: LinkOptions) {
    this.#engine = engine;
    this.#options = options;
    engine.on("packetCreate", ({ data }: { data?: string | Buffer }) => {
      this.#waiting += data?.length ?? 0;
      // Who sends commands by polling and never takes the answers.
      if (this.#waiting > maxBackpressureBytes) this.close();
    });
    engine.on("flush", () => {
      this.#waiting = 0;
    });
  }

  /** A `ref` for a command, whose answer goes to `acknowledge`. */
  expectAnswer(acknowledge: Acknowledge): number {
    this.#refs += 1;
    this.#unanswered.set(this.#refs, acknowledge);
    return this.#refs;
  }

  /** False once the command was answered. */
  expects(ref: number): boolean {
    return this.#unanswered.has(ref);
  }

  /** The command was done without an answer: where one is still expected, it is `answer`. */
  answerIfExpected(ref: number, answer: object): void {
    this.#unanswered.get(ref)?.(answer);
    this.#unanswered.delete(ref);
  }

  send(frame: Uint8Array): void {
    const { ref, answer, isError, packets, peopleOf } = translateFrame(frame);
    const acknowledge = ref === undefined ? undefined : this.#unanswered.get(ref);
    if (ref !== undefined && acknowledge !== undefined && answer !== undefined) {
      this.#unanswered.delete(ref);
      acknowledge(answer);
      if (isError) return;
    }
    for (const packet of packets) this.#write(packet);
    if (peopleOf !== undefined) this.#options.lists.changed(peopleOf, this);
  }

  tellPeople(roomId: number, packet: string): void {
    if (this.#engine.readyState !== "open" || !this.#options.isIn(roomId)) return;
    if (this.getBufferedAmount() <= maxSignalBufferedBytes) this.#write(packet);
  }

  cork(write: () => void): void {
    const webSocket = this.#webSocket;
    if (webSocket === undefined) write();
    else webSocket.cork(write);
  }

  getBufferedAmount(): number {
    return this.#waiting + (this.#webSocket?.getBufferedAmount() ?? 0);
  }

  /** Where a native client sees a close code, this one is told it, and comes back by itself or does not. */
  end(code: number, reason: string): void {
    this.#endedWith = code;
    this.#write(encodeEvent(["closing", { code, reason }]));
    // A client does not come back by itself from `io server disconnect`, but does from `transport close`.
    if (!mayReconnect(code)) this.socket?.disconnect();
    this.leave();
  }

  close(): void {
    this.#endedWith = 1006;
    const webSocket = this.#webSocket;
    if (webSocket === undefined) this.#engine.close(true);
    else webSocket.close();
  }

  /** Ends the connection once what was sent is out: by polling, with the answer to the poll after it. */
  leave(): void {
    if (this.#leaveNow() || this.#linger !== undefined) return;
    this.#linger = setTimeout(() => this.#engine.close(true), endedReaderLingerMs);
    this.#engine.transport.on("ready", () => this.#leaveNow());
    this.#engine.on("upgrade", () => this.#leaveNow());
  }

  /** The connection is gone. Answers the close code of a native socket that ended so. */
  closed(reason: string): number {
    clearTimeout(this.#linger);
    this.#unanswered.clear();
    return this.#endedWith ?? (reason === "transport close" || reason === "forced close" ? 1005 : 1006);
  }

  #leaveNow(): boolean {
    const isOut = this.#webSocket !== undefined || this.#engine.transport.writable;
    if (isOut) this.#engine.close();
    return isOut;
  }

  #write(packet: string): void {
    this.#engine.write(packet);
  }

  get #webSocket(): RawSocket | undefined {
    const { readyState, transport } = this.#engine;
    if (readyState !== "open" || transport.name !== "websocket") return undefined;
    return (transport as WebSocketTransport).socket;
  }
}
