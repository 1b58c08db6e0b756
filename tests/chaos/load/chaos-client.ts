import { setTimeout as pause } from "node:timers/promises";
import { isLogFrameType, mayReconnect, serverFrames, speaks } from "@hubbub/ws-protocol";
import { WebSocket } from "ws";
import type { Ack, ClientRecord, SentMessage } from "../checker/client-record.ts";
import { RoomJournal } from "./room-journal.ts";

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
  readonly username?: string;
  /** What its messages call, with their @: people's names and words for all of a room. */
  readonly calls?: readonly string[];
}

type Frame = Readonly<Record<string, unknown>> & { readonly type: string };

interface Unacked extends SentMessage {
  /** As it went out first; `call` is part of it where the instance knows what that is. */
  content: string | undefined;
  readonly text: string;
  readonly call: string | undefined;
  /** Whether it is to stand in a thread: in the one that one replies in when it is written first. */
  replies: boolean;
  root: number | undefined;
  readonly roots: number[];
  readonly inRoom: boolean;
  /** Whether it answers the newest message that is known when it is written. */
  answers: boolean;
  /** When it was written to the present connection; `undefined` while it waits. */
  writtenAt: number | undefined;
}

const retryMs = 100;
const maxReconnectDelayMs = 1_000;
/** Below the 64 commands that a socket may leave unanswered, with room for joins and history. */
const maxInFlight = 40;
const oneAnswerIn = 4;
/** Every second one of the replies in threads is shown in the room as well. */
const oneReplyIn = 3;
const oneCallIn = 5;
/** So many acks from one change of what is pinned to the next. */
const onePinIn = 10;
const pinRef = "pin";
/** What docs/protocol.md asks of a client that heard nothing. */
const heartbeatMs = 25_000;
const pongPatienceMs = 10_000;

/**
 * A client that does what docs/protocol.md tells it and no more: it comes back with its position, sends again what was not
 * acked, and writes down all that it sees. Its own code on purpose, and not packages/client: so a bug there cannot hide one
 * in the server.
 */
export class ChaosClient {
  readonly options: ChaosClientOptions;
  readonly #sent: SentMessage[] = [];
  readonly #acks: Ack[] = [];
  readonly #rooms: ReadonlyMap<number, RoomJournal>;
  /** In the order sent; what was not acked goes out again in that order. */
  readonly #unacked = new Map<string, Unacked>();
  #inFlight = 0;
  /** Whether the instance knows threads, mentions and pins, and whether a pin is unanswered. */
  #knowsTalk = false;
  #isPinning = false;
  #socket: WebSocket | undefined;
  #authenticated = false;
  #stopped = false;
  #attempts = 0;
  #retry: NodeJS.Timeout | undefined;
  #heardAt = 0;
  #pingedAt = 0;
  #awaySince: number | undefined;
  readonly #problems: string[] = [];
  readonly #errors = new Map<string, number>();
  /** How often a change of what is pinned was answered with `ok`. */
  pinned = 0;
  /** Acked replies in threads, and acked messages that call somebody. */
  replied = 0;
  called = 0;
  disconnects = 0;
  longestAwayMs = 0;
  /** The longest time from a message's commit until it came here, live or with a resume. */
  slowestDeliveryMs = 0;
  /** The longest time from a send to its ack or error, on a connection that lived. */
  slowestAnswerMs = 0;

  constructor(options: ChaosClientOptions) {
    this.options = options;
    this.#rooms = new Map(options.rooms.map((roomId) => [roomId, new RoomJournal(roomId)]));
  }

  connect(): void {
    const { url, clientAddress } = this.options;
    const headers = { "X-Forwarded-For": clientAddress };
    const socket = new WebSocket(url, { headers, handshakeTimeout: 5_000, perMessageDeflate: false });
    this.#socket = socket;
    socket.on("open", () => this.#write({ type: "auth", token: this.options.token }));
    socket.on("message", (data) => this.#receive(JSON.parse((data as Buffer).toString()) as Frame));
    socket.on("error", () => {});
    socket.on("close", (code) => this.#closed(code));
  }

  send(roomId: number, clientMsgId: string, text = "a message"): void {
    const n = this.#sent.length + 1;
    const sent = { roomId, clientMsgId, roots: [] as number[], inRoom: n % (2 * oneReplyIn) === 0 };
    this.#sent.push(sent);
    this.#unacked.set(clientMsgId, {
      ...sent,
      content: undefined,
      text: `${Date.now()} ${text}`,
      call: n % oneCallIn === 0 ? this.#callNow(n / oneCallIn) : undefined,
      replies: n % oneReplyIn === 0,
      root: undefined,
      answers: n % oneAnswerIn === 0,
      writtenAt: undefined,
    });
    this.#flush();
  }

  /** Every room joined, every page filled, nothing unacked. */
  get settled(): boolean {
    return this.ready && this.#unacked.size === 0 && !this.#isPinning;
  }

  get ready(): boolean {
    return this.#authenticated && [...this.#rooms.values()].every((room) => room.joined && !room.fillBefore);
  }

  get acked(): number {
    return this.#acks.length;
  }

  get unacked(): number {
    return this.#unacked.size;
  }

  get sent(): number {
    return this.#sent.length;
  }

  get delivered(): number {
    return [...this.#rooms.values()].reduce((sum, room) => sum + room.count, 0);
  }

  /** What this client was told against the protocol. */
  get problems(): readonly string[] {
    const rooms = [...this.#rooms.values()];
    const quotes = rooms.filter(({ wrongQuotes }) => wrongQuotes > 0);
    const pins = rooms.filter(({ idlePins }) => idlePins > 0);
    const loose = rooms.filter(({ looseReplies }) => looseReplies > 0);
    return [
      ...this.#problems,
      ...quotes.map(({ roomId }) => `quotes of other messages in room ${roomId}`),
      ...pins.map(({ roomId }) => `pins that changed nothing in room ${roomId}`),
      ...loose.map(({ roomId }) => `replies without their thread in room ${roomId}`),
    ];
  }

  /** How many errors it got, by code. */
  get errors(): ReadonlyMap<string, number> {
    return this.#errors;
  }

  position(roomId: number): number {
    return this.#rooms.get(roomId)?.position ?? -1;
  }

  epoch(roomId: number): string | undefined {
    return this.#rooms.get(roomId)?.epoch;
  }

  /** Whether, in each of its rooms, it saw a message that was sent at `time` or later. */
  sawSince(time: number): boolean {
    return [...this.#rooms.values()].every((room) => room.newestSentAt >= time);
  }

  /** To be called now and then: what only a clock can tell. */
  tick(): void {
    const now = Date.now();
    if (this.#awaySince !== undefined) this.longestAwayMs = Math.max(this.longestAwayMs, now - this.#awaySince);
    if (!this.#authenticated) return;
    if (now - this.#heardAt > heartbeatMs && this.#pingedAt < this.#heardAt) {
      this.#pingedAt = now;
      this.#write({ type: "ping" });
    } else if (this.#pingedAt > this.#heardAt && now - this.#pingedAt > pongPatienceMs) {
      this.drop();
    }
  }

  /** Cuts the connection without a word. */
  drop(): void {
    this.#socket?.terminate();
  }

  /** Reads nothing until `resume`. */
  stall(): void {
    this.#socket?.pause();
  }

  resume(): void {
    if (this.#socket?.isPaused === true) this.#socket.resume();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#retry);
    this.#socket?.terminate();
  }

  record(): ClientRecord {
    const { name, userId, username, waitsForAck } = this.options;
    return {
      name,
      userId,
      username,
      waitsForAck,
      sent: this.#sent,
      acks: this.#acks,
      rooms: new Map([...this.#rooms].map(([id, room]) => [id, room.view])),
      formerViews: [...this.#rooms.values()].flatMap((room) => room.former),
      epochs: new Map([...this.#rooms].map(([id, room]) => [id, room.epoch ?? ""])),
    };
  }

  /** Sends what waits, in order, as far as it may. */
  #flush(): void {
    if (!this.#authenticated || this.#retry !== undefined) return;
    const limit = this.options.waitsForAck ? 1 : maxInFlight;
    if (this.#inFlight >= limit) return;
    for (const message of this.#unacked.values()) {
      if (this.#inFlight >= limit) return;
      if (message.writtenAt !== undefined) continue;
      message.writtenAt = Date.now();
      this.#inFlight += 1;
      const { roomId: room_id, clientMsgId: client_msg_id, answers } = message;
      const reply_to = answers ? this.#rooms.get(room_id)?.newestSeq : undefined;
      const place = this.#placeOf(message);
      const content = this.#contentOf(message);
      this.#write({ type: "send_message", room_id, client_msg_id, content, reply_to, ...place });
    }
  }

  /** The same each time, but on an instance that knows no threads. */
  #placeOf(message: Unacked): { thread_seq?: number; in_room?: boolean } {
    if (this.#knowsTalk && message.replies) message.root ??= this.#rooms.get(message.roomId)?.rootSeq;
    const root = this.#knowsTalk && message.replies ? message.root : undefined;
    if (!message.roots.includes(root ?? 0)) message.roots.push(root ?? 0);
    return root === undefined ? {} : { thread_seq: root, in_room: message.inRoom };
  }

  #contentOf(message: Unacked): string {
    const { text, call } = message;
    message.content ??= call === undefined || !this.#knowsTalk ? text : `${text} ${call}`;
    return message.content;
  }

  /** Another one each time, and not the same one as others call now. */
  #callNow(nth: number): string | undefined {
    const { calls = [], userId } = this.options;
    return calls.length === 0 ? undefined : calls[(nth + userId) % calls.length];
  }

  #write(frame: object): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(frame));
  }

  #receive(frame: Frame): void {
    this.#heardAt = Date.now();
    if (frame["ref"] === pinRef) this.#pinAnswered(frame);
    else if (frame.type === "success") this.#welcomed(frame);
    else if (frame.type === "room_joined") this.#joined(frame);
    else if (frame.type === "history") this.#filled(frame);
    else if (frame.type === "message_ack") this.#acknowledged(frame);
    else if (frame.type === "error") this.#refused(frame);
    else if (isLogFrameType(frame.type) || isOfLaterRelease(frame)) this.#event(frame);
  }

  #welcomed(frame: Frame): void {
    this.#knowsTalk = speaks(frame["protocol"] as string | undefined, "1.4");
    for (const room of this.#rooms.values()) room.tellsTalk = this.#knowsTalk;
    this.#attempts = 0;
    this.#authenticated = true;
    for (const room of this.#rooms.values()) this.#join(room);
    this.#flush();
  }

  #join(room: RoomJournal): void {
    this.#write({ type: "join_room", room_id: room.roomId, ...room.whereWeWere });
  }

  #joined(frame: Frame): void {
    const room = this.#room(frame);
    if (room === undefined) return;
    room.take(frame);
    this.#askForFill(room);
    this.#noteReady();
  }

  #filled(frame: Frame): void {
    const room = this.#room(frame);
    if (room === undefined) return;
    room.fill(frame);
    this.#askForFill(room);
    this.#noteReady();
  }

  #askForFill({ roomId, fillBefore, withThreads }: RoomJournal): void {
    if (fillBefore === undefined) return;
    this.#write({ type: "history", room_id: roomId, before_seq: fillBefore, limit: 100, ...withThreads });
  }

  #noteReady(): void {
    if (this.#awaySince === undefined || !this.ready) return;
    this.longestAwayMs = Math.max(this.longestAwayMs, Date.now() - this.#awaySince);
    this.#awaySince = undefined;
  }

  #event(frame: Frame): void {
    const room = this.#room(frame);
    if (room === undefined) return;
    if (!room.joined) this.#problems.push(`a log frame of room ${room.roomId} before its room_joined`);
    room.event(frame);
    const lateMs = Date.now() - Date.parse(String(frame["created_at"]));
    if (lateMs > this.slowestDeliveryMs) this.slowestDeliveryMs = lateMs;
  }

  #room(frame: Frame): RoomJournal | undefined {
    return this.#rooms.get(frame["room_id"] as number);
  }

  #acknowledged(frame: Frame): void {
    const clientMsgId = frame["client_msg_id"] as string;
    const message = this.#unacked.get(clientMsgId);
    if (message === undefined) return;
    this.#unacked.delete(clientMsgId);
    this.#answered(message);
    const roomId = frame["room_id"] as number;
    this.#acks.push({ roomId, clientMsgId, seq: frame["seq"] as number, epoch: this.epoch(roomId) ?? "" });
    if (message.root !== undefined) this.replied += 1;
    if (message.content !== message.text) this.called += 1;
    if (this.#acks.length % onePinIn === 0) this.#changePins(roomId);
    this.#flush();
  }

  /** Whose answer is lost is not said again: it says how things shall be, and the log whether they are. */
  #changePins(roomId: number): void {
    const next = this.#rooms.get(roomId)?.nextPin;
    if (!this.#knowsTalk || this.#isPinning || next === undefined) return;
    this.#isPinning = true;
    this.#write({ type: "pin_message", ref: pinRef, room_id: roomId, ...next });
  }

  #pinAnswered(frame: Frame): void {
    this.#isPinning = false;
    if (frame.type === "ok") {
      this.pinned += 1;
      return;
    }
    const code = String(frame["code"]);
    this.#errors.set(code, (this.#errors.get(code) ?? 0) + 1);
    // A log that was replaced may have nothing at that seq.
    const isFine = frame["retryable"] === true || code === "message_not_found";
    if (!isFine) this.#problems.push(`refused: ${JSON.stringify(frame)}`);
  }

  #answered(message: Unacked): void {
    if (message.writtenAt === undefined) return;
    this.slowestAnswerMs = Math.max(this.slowestAnswerMs, Date.now() - message.writtenAt);
    message.writtenAt = undefined;
    this.#inFlight -= 1;
  }

  #refused(frame: Frame): void {
    const code = String(frame["code"]);
    this.#errors.set(code, (this.#errors.get(code) ?? 0) + 1);
    const message = this.#unacked.get(frame["client_msg_id"] as string);
    // What it answers, or the root of its thread, went with a log that was replaced: then it answers nothing.
    const answeredNothing = message?.answers === true && frame["field"] === "reply_to";
    if (answeredNothing) message.answers = false;
    const repliedToNothing = message?.root !== undefined && frame["field"] === "thread_seq";
    if (repliedToNothing) Object.assign(message, { replies: false, root: undefined });
    if (frame["retryable"] !== true && !answeredNothing && !repliedToNothing) {
      this.#problems.push(`refused: ${JSON.stringify(frame)}`);
      return;
    }
    if (message !== undefined) this.#answered(message);
    const afterMs = (frame["retry_after_ms"] as number | undefined) ?? retryMs;
    this.#retry ??= setTimeout(() => this.#tryAgain(), afterMs);
  }

  #tryAgain(): void {
    this.#retry = undefined;
    if (!this.#authenticated) return;
    for (const room of this.#rooms.values()) {
      if (!room.joined) this.#join(room);
      else this.#askForFill(room);
    }
    this.#flush();
  }

  #closed(code: number): void {
    const wasIn = this.#authenticated;
    this.#authenticated = false;
    this.#inFlight = 0;
    clearTimeout(this.#retry);
    this.#retry = undefined;
    this.#isPinning = false;
    for (const message of this.#unacked.values()) message.writtenAt = undefined;
    for (const room of this.#rooms.values()) room.joined = false;
    if (this.#stopped) return;
    if (wasIn) {
      this.disconnects += 1;
      this.#awaySince ??= Date.now();
    }
    if (!mayReconnect(code)) {
      this.#problems.push(`closed for good with ${code}`);
      return;
    }
    this.#attempts += 1;
    const ceiling = Math.min(maxReconnectDelayMs, 50 * 2 ** this.#attempts);
    void pause(Math.random() * ceiling).then(() => {
      if (!this.#stopped) this.connect();
    });
  }
}

/** As docs/protocol.md has it: what one does not know is an event of a log where it has a place in one. */
function isOfLaterRelease(frame: Frame): boolean {
  return !Object.hasOwn(serverFrames, frame.type) && "room_id" in frame && "seq" in frame;
}
