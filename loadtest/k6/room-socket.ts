// oxlint-disable unicorn/prefer-add-event-listener -- its types want an enum that k6 itself does not have
import { clearTimeout, setTimeout } from "k6/timers";
import { WebSocket } from "k6/websockets";
import { abortLimited } from "./api.ts";
import { measures } from "./measures.ts";
import { settings } from "./settings.ts";

export interface RoomSocketOptions {
  readonly roomId: number;
  readonly token: string;
  readonly headers: Record<string, string>;
  /** Begins the ids of its messages; unique in the run. */
  readonly name: string;
  /** Where it was: it goes on from there. Left out it begins with the newest. */
  readonly resume?: Place | undefined;
  /** A new token before the old one ends. */
  renewToken(): string;
  onJoined(): void;
  /** Closed, whoever began. */
  onClosed(): void;
}

/** How far a room's log was seen, and of which history of the log. */
export interface Place {
  readonly seq: number;
  readonly epoch: string;
}

interface SentMessage {
  readonly sentAt: number;
  acknowledged: boolean;
  arrived: boolean;
}

interface Frame {
  readonly type: string;
  readonly seq?: number;
  readonly last_seq?: number;
  readonly epoch?: string;
  readonly recovered?: boolean;
  readonly content?: string;
  readonly client_msg_id?: string;
  readonly code?: string;
}

const logFrames = new Set(
  "new_message message_edited message_deleted reaction message_pinned member_added member_removed room_updated".split(
    " ",
  ),
);

/** A socket that joined one room, holds its log to the promise of no hole and nothing twice, and times what it sends. */
export class RoomSocket {
  readonly #options: RoomSocketOptions;
  readonly #socket: WebSocket;
  readonly #openedAt = Date.now();
  readonly #sent = new Map<string, SentMessage>();
  #nextId = 1;
  #joined = false;
  #closing = false;
  #givenUp: number | undefined;
  #epoch = "";
  /** The room's log up to here was seen without a hole. */
  lastSeq = 0;

  constructor(options: RoomSocketOptions) {
    this.#options = options;
    const url = `${settings.baseUrl.replace(/^http/, "ws")}/ws`;
    this.#socket = new WebSocket(url, null, { headers: options.headers });
    this.#socket.onopen = () => this.#send({ type: "auth", token: options.token });
    this.#socket.onmessage = (event) => {
      if (typeof event?.data === "string") this.#receive(JSON.parse(event.data) as Frame);
    };
    this.#socket.onerror = (event) => this.#failed(explained(event?.error ?? "socket error"));
    this.#socket.onclose = () => {
      if (!this.#closing) this.#failed("closed by the server");
      if (this.#givenUp !== undefined) clearTimeout(this.#givenUp);
      options.onClosed();
    };
  }

  /** To come back to with another socket. */
  get place(): Place {
    return { seq: this.lastSeq, epoch: this.#epoch };
  }

  get joined(): boolean {
    return this.#joined;
  }

  /** Sends one message; its content begins with the time, by which readers measure. */
  sendMessage(): void {
    const clientMsgId = `${this.#options.name}-${this.#nextId++}`;
    const sentAt = Date.now();
    this.#sent.set(clientMsgId, { sentAt, acknowledged: false, arrived: false });
    this.#send({
      type: "send_message",
      room_id: this.#options.roomId,
      client_msg_id: clientMsgId,
      content: `${sentAt} Is anybody there? This is ${clientMsgId}.`,
    });
    measures.sent.add(1);
  }

  /** What became of the messages sent. */
  outcome(): { sent: number; acknowledged: number; arrived: number } {
    const all = [...this.#sent.values()];
    return {
      sent: all.length,
      acknowledged: all.filter(({ acknowledged }) => acknowledged).length,
      arrived: all.filter(({ arrived }) => arrived).length,
    };
  }

  close(): void {
    this.#closing = true;
    this.#socket.close(1000);
    // A close that is never answered must not hold the run.
    this.#givenUp = setTimeout(() => this.#options.onClosed(), 5_000);
  }

  #receive(frame: Frame): void {
    if (frame.seq !== undefined && logFrames.has(frame.type)) this.#followLog(frame.seq);
    switch (frame.type) {
      case "success":
        if (!this.#joined) this.#join();
        return;
      case "room_joined":
        this.#epoch = frame.epoch ?? "";
        if (frame.recovered === true) {
          this.lastSeq = this.#options.resume?.seq ?? 0;
        } else {
          if (this.#options.resume !== undefined) this.#failed("what was missed was not given");
          this.lastSeq = frame.last_seq ?? 0;
        }
        this.#joined = true;
        measures.joinMs.add(Date.now() - this.#openedAt);
        measures.connections.add(1);
        return this.#options.onJoined();
      case "message_ack":
        return this.#acknowledged(frame);
      case "new_message":
        return this.#arrived(frame);
      case "token_expiring":
        return this.#send({ type: "auth", token: this.#options.renewToken() });
      case "error":
        if (frame.code === "rate_limited") abortLimited("A frame");
        return this.#failed(`error frame ${frame.code}`);
    }
  }

  #join(): void {
    const { roomId, resume } = this.#options;
    const from = resume === undefined ? { limit: 1 } : { after_seq: resume.seq, epoch: resume.epoch };
    this.#send({ type: "join_room", room_id: roomId, ...from });
  }

  #followLog(seq: number): void {
    if (seq <= this.lastSeq) {
      measures.repeated.add(1);
      return;
    }
    if (seq > this.lastSeq + 1) measures.lost.add(seq - this.lastSeq - 1);
    this.lastSeq = seq;
  }

  #acknowledged({ client_msg_id: clientMsgId }: Frame): void {
    const message = this.#sent.get(clientMsgId ?? "");
    if (message === undefined || message.acknowledged) return this.#failed("an ack for nothing sent");
    message.acknowledged = true;
    measures.acknowledged.add(1);
    measures.ackMs.add(Date.now() - message.sentAt);
  }

  #arrived({ client_msg_id: clientMsgId, content = "" }: Frame): void {
    measures.delivered.add(1);
    measures.deliveryMs.add(Date.now() - Number.parseInt(content, 10));
    const own = this.#sent.get(clientMsgId ?? "");
    if (own !== undefined) own.arrived = true;
  }

  #send(frame: object): void {
    this.#socket.send(JSON.stringify(frame));
  }

  #failed(what: string): void {
    if (this.#closing) return;
    measures.errors.add(1, { what });
    console.warn(`${this.#options.name}: ${what}`);
  }
}

/** k6 does not tell the status of a refused upgrade. */
function explained(error: string): string {
  if (!error.includes("bad handshake")) return error;
  return `${error} (the upgrade was refused: the instance is full, or its limits are on; RATE_LIMITS=off lifts them)`;
}
