import { setTimeout as pause } from "node:timers/promises";
import { isLogFrameType } from "@hubbub/ws-protocol";
import { WebSocket } from "ws";
import { type Ack, type ClientRecord, identityOf, type Seen, type SentMessage } from "../checker/client-record.ts";

export interface ChaosClientOptions {
  readonly name: string;
  readonly userId: number;
  readonly token: string;
  /** `ws://…/ws`, of Nginx or of one instance. */
  readonly url: string;
  /** Its network as Nginx' ip_hash sees it. */
  readonly clientAddress: string;
  readonly rooms: readonly number[];
  readonly waitsForAck: boolean;
}

type Frame = Record<string, unknown> & { type: string };

interface Unacked extends SentMessage {
  readonly content: string;
}

interface Room {
  from: number;
  position: number;
  epoch: string;
  joined: boolean;
  readonly seen: Seen[];
}

const retryMs = 100;
const maxReconnectDelayMs = 1000;

/**
 * A client that does what docs/protocol.md tells it and no more: it comes back with its position, sends again what was not
 * acked, and writes down all that it sees. Its own code on purpose, and not packages/client: so a bug there cannot hide one
 * in the server.
 */
export class ChaosClient {
  readonly #options: ChaosClientOptions;
  readonly #sent: SentMessage[] = [];
  readonly #acks: Ack[] = [];
  readonly #rooms = new Map<number, Room>();
  /** In the order sent; what was not acked goes out again in that order. */
  readonly #unacked = new Map<string, Unacked>();
  /** Messages that wait for the ack of the one before (waitsForAck), by room. */
  readonly #waiting: Unacked[] = [];
  #socket: WebSocket | undefined;
  #ready = false;
  #stopped = false;
  #attempts = 0;
  #resend: NodeJS.Timeout | undefined;
  #lastAckAt = 0;
  #disconnects = 0;

  constructor(options: ChaosClientOptions) {
    this.#options = options;
    for (const roomId of options.rooms) {
      this.#rooms.set(roomId, { from: -1, position: -1, epoch: "", joined: false, seen: [] });
    }
  }

  connect(): void {
    const { url, clientAddress } = this.#options;
    const socket = new WebSocket(url, { headers: { "X-Forwarded-For": clientAddress }, handshakeTimeout: 5000 });
    this.#socket = socket;
    socket.on("open", () => this.#write({ type: "auth", token: this.#options.token }));
    socket.on("message", (data) => this.#receive(JSON.parse((data as Buffer).toString()) as Frame));
    socket.on("error", () => {});
    socket.on("close", () => this.#closed());
  }

  send(roomId: number, clientMsgId: string): void {
    const message = { roomId, clientMsgId, content: `message ${clientMsgId}` };
    this.#sent.push({ roomId, clientMsgId });
    if (this.#options.waitsForAck && this.#unacked.size > 0) this.#waiting.push(message);
    else this.#transmit(message);
  }

  /** Every room joined and nothing unacked. */
  get settled(): boolean {
    return this.ready && this.#unacked.size === 0 && this.#waiting.length === 0;
  }

  get ready(): boolean {
    return this.#ready && [...this.#rooms.values()].every((room) => room.joined);
  }

  get disconnects(): number {
    return this.#disconnects;
  }

  get lastAckAt(): number {
    return this.#lastAckAt;
  }

  get acked(): number {
    return this.#acks.length;
  }

  get delivered(): number {
    let count = 0;
    for (const { seen } of this.#rooms.values()) count += seen.length;
    return count;
  }

  position(roomId: number): number {
    return this.#rooms.get(roomId)?.position ?? -1;
  }

  /** Cuts the connection without a word. */
  drop(): void {
    this.#socket?.terminate();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#resend);
    this.#socket?.terminate();
  }

  record(): ClientRecord {
    return {
      name: this.#options.name,
      userId: this.#options.userId,
      waitsForAck: this.#options.waitsForAck,
      sent: this.#sent,
      acks: this.#acks,
      rooms: new Map([...this.#rooms].map(([id, { from, seen, joined }]) => [id, { from, seen, stayed: joined }])),
    };
  }

  #transmit(message: Unacked): void {
    this.#unacked.set(message.clientMsgId, message);
    if (this.#ready && this.#resend === undefined) this.#writeMessage(message);
  }

  #writeMessage({ roomId, clientMsgId, content }: Unacked): void {
    this.#write({ type: "send_message", room_id: roomId, client_msg_id: clientMsgId, content });
  }

  #write(frame: object): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(frame));
  }

  #receive(frame: Frame): void {
    if (frame.type === "success") this.#authenticated();
    else if (frame.type === "room_joined") this.#joined(frame);
    else if (frame.type === "history") this.#filled(frame);
    else if (frame.type === "message_ack") this.#acknowledged(frame);
    else if (frame.type === "error") this.#refused(frame);
    else if (isLogFrameType(frame.type)) this.#event(frame);
  }

  #authenticated(): void {
    this.#attempts = 0;
    for (const [room_id, { position, epoch }] of this.#rooms) {
      this.#write({ type: "join_room", room_id, ...(position < 0 ? {} : { after_seq: position, epoch }) });
    }
    this.#ready = true;
    for (const message of this.#unacked.values()) this.#writeMessage(message);
  }

  #joined(frame: Frame): void {
    const roomId = frame["room_id"] as number;
    const room = this.#rooms.get(roomId)!;
    const lastSeq = frame["last_seq"] as number;
    room.joined = true;
    if (frame["recovered"] === true) return;
    const messages = frame["messages"] as Frame[];
    if (room.from < 0) {
      room.from = lastSeq;
    } else {
      this.#fill(roomId, room, messages, frame["has_more"] === true);
      room.seen.push({ what: "page", lastSeq });
    }
    room.position = lastSeq;
    room.epoch = frame["epoch"] as string;
  }

  /** Writes down a page of history, and asks for the one before it until it meets what was seen live. */
  #fill(roomId: number, room: Room, messages: readonly Frame[], hasMore: boolean): void {
    for (const message of messages) {
      const identity = identityOf({ ...message, type: "new_message" });
      room.seen.push({ what: "fill", seq: message["seq"] as number, identity });
    }
    const first = messages[0]?.["seq"] as number | undefined;
    if (hasMore && first !== undefined && first > room.from) {
      this.#write({ type: "history", room_id: roomId, before_seq: first, limit: 100, ref: "fill" });
    }
  }

  #filled(frame: Frame): void {
    const roomId = frame["room_id"] as number;
    this.#fill(roomId, this.#rooms.get(roomId)!, frame["messages"] as Frame[], frame["has_more"] === true);
  }

  #event(frame: Frame): void {
    const room = this.#rooms.get(frame["room_id"] as number);
    if (room === undefined) return;
    const seq = frame["seq"] as number;
    room.seen.push({ what: "event", seq, identity: identityOf(frame) });
    room.position = Math.max(room.position, seq);
  }

  #acknowledged(frame: Frame): void {
    const clientMsgId = frame["client_msg_id"] as string;
    if (!this.#unacked.delete(clientMsgId)) return;
    this.#lastAckAt = Date.now();
    this.#acks.push({ roomId: frame["room_id"] as number, clientMsgId, seq: frame["seq"] as number });
    const next = this.#options.waitsForAck ? this.#waiting.shift() : undefined;
    if (next !== undefined) this.#transmit(next);
  }

  #refused(frame: Frame): void {
    if (frame["retryable"] === true) {
      // All that is unacked goes out again, in order; the server answers what it has with the first ack.
      this.#resend ??= setTimeout(() => {
        this.#resend = undefined;
        if (!this.#ready) return;
        for (const [room_id, room] of this.#rooms) {
          if (!room.joined) this.#write({ type: "join_room", room_id, after_seq: room.position, epoch: room.epoch });
        }
        for (const message of this.#unacked.values()) this.#writeMessage(message);
      }, retryMs);
    } else if (!this.#stopped) {
      throw new Error(`${this.#options.name} was refused: ${JSON.stringify(frame)}`);
    }
  }

  #closed(): void {
    this.#ready = false;
    this.#disconnects += 1;
    for (const room of this.#rooms.values()) room.joined = false;
    if (this.#stopped) return;
    this.#attempts += 1;
    const ceiling = Math.min(maxReconnectDelayMs, 50 * 2 ** this.#attempts);
    void pause(Math.random() * ceiling).then(() => {
      if (!this.#stopped) this.connect();
    });
  }
}
