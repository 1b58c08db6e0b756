import type { ServerFrame } from "@hubbub/ws-protocol";
import { ChatConnection } from "./connection/chat-connection.ts";
import type { SocketLike } from "./connection/socket-like.ts";
import { historyPageSize, roomsKept } from "./limits.ts";
import { memoryOutboxStore } from "./outbox/memory-outbox-store.ts";
import { Outbox } from "./outbox/outbox.ts";
import { OutboxSender } from "./outbox/outbox-sender.ts";
import type { OutboxStore } from "./outbox/outbox-store.ts";
import { type AccountsApi, accountsApi } from "./rest/accounts-api.ts";
import { type MessagesApi, messagesApi } from "./rest/messages-api.ts";
import { RestClient } from "./rest/rest-client.ts";
import { type RoomsApi, roomsApi } from "./rest/rooms-api.ts";
import { ChatRoom } from "./rooms/chat-room.ts";
import { MyRooms } from "./rooms/my-rooms.ts";
import { Session } from "./session/session.ts";
import type { Watchable } from "./store/watchable.ts";
import { Watched } from "./store/watched.ts";

export interface HubbubClientOptions {
  /** Where hubbub is, such as `https://chat.example`; no slash at its end. */
  readonly baseUrl: string;
  /** `cookie` in a browser, `memory` in Node. */
  readonly refreshTokenIn: "cookie" | "memory";
  /** Where unsent messages of a user outlive the program; in memory without it. */
  readonly outboxStore?: (userId: number) => OutboxStore;
  readonly openSocket?: (url: string) => SocketLike;
}

/**
 * hubbub from a program: sign in with `session`, then read and write rooms with `room(id)`. The connection follows the
 * session: up while someone is signed in; with the sign-out all that was known is forgotten.
 */
export class HubbubClient {
  readonly session: Session;
  readonly connection: ChatConnection;
  readonly accounts: AccountsApi;
  readonly rooms: RoomsApi;
  readonly messages: MessagesApi;
  readonly myRooms: MyRooms;
  readonly #waitingCount = new Watched(0);
  /** Messages that wait to be sent, over all rooms. */
  readonly waitingCount: Watchable<number> = this.#waitingCount;
  readonly #outboxStore: (userId: number) => OutboxStore;
  #outbox: Outbox;
  #sender: OutboxSender;
  #userId: number | undefined;
  /** The one used last comes last. */
  readonly #rooms = new Map<number, ChatRoom>();

  constructor(options: HubbubClientOptions) {
    this.session = new Session(options);
    const rest = new RestClient(options.baseUrl, this.session);
    this.accounts = accountsApi(rest);
    this.rooms = roomsApi(rest);
    this.messages = messagesApi(rest);
    this.myRooms = new MyRooms(this.rooms);
    this.#outboxStore = options.outboxStore ?? memoryOutboxStore;
    this.#outbox = new Outbox(memoryOutboxStore());
    this.#sender = this.#newSender();
    this.connection = new ChatConnection({
      url: `${options.baseUrl.replace(/^http/, "ws")}/ws`,
      tokens: this.session,
      openSocket: options.openSocket ?? ((url) => new WebSocket(url)),
      onOnline: () => this.#online(),
      onOffline: () => this.#offline(),
      onFrame: (frame) => this.#route(frame),
      onSignedOut: () => this.session.end("ended"),
    });
    this.session.state.subscribe(() => this.#followSession());
  }

  /** The room's model: the same object as long as it is open or was so lately. Only for those who are signed in. */
  room(roomId: number): ChatRoom {
    const room = this.#rooms.get(roomId) ?? this.#newRoom(roomId);
    this.#rooms.delete(roomId);
    this.#rooms.set(roomId, room);
    this.#forgetOldRooms();
    return room;
  }

  /** Messages that the server has not taken, failed ones too: `signOut` gives them up. */
  get unsentCount(): number {
    return this.#outbox.size;
  }

  /**
   * Ends the session on the server, then here, and deletes what this user had not sent: whoever uses this browser next
   * must not find it. (If the server ends a session, unsent messages stay for when the same user is back.)
   */
  async signOut(): Promise<void> {
    const outbox = this.#outbox;
    await this.session.logout();
    await outbox.clear();
  }

  /** Ends the connection without signing out: for programs that are done. */
  close(): void {
    this.#sender.stop();
    for (const room of this.#rooms.values()) room.close();
    this.connection.stop();
  }

  #newRoom(id: number): ChatRoom {
    return new ChatRoom(id, {
      userId: this.#userId ?? 0,
      outbox: this.#outbox,
      request: (frame) => this.connection.request(frame),
      tell: (frame) => this.connection.tell(frame),
      isOnline: () => this.#isOnline,
      history: (roomId, beforeSeq) => this.messages.list(roomId, { beforeSeq, limit: historyPageSize }),
      onHole: () => this.connection.restart(),
      onSendable: (roomId) => this.#flush(roomId),
    });
  }

  #newSender(): OutboxSender {
    return new OutboxSender({
      outbox: this.#outbox,
      request: (frame) => this.connection.request(frame),
      isReady: (roomId) => this.#isOnline && (this.#rooms.get(roomId)?.isReadyToSend ?? true),
      onChange: (roomId) => this.#outboxChanged(roomId),
    });
  }

  get #isOnline(): boolean {
    return this.connection.state.snapshot().status === "online";
  }

  #flush(roomId: number): void {
    this.#sender.flush(roomId);
    this.#outboxChanged(roomId);
  }

  #outboxChanged(roomId: number): void {
    const room = this.#rooms.get(roomId);
    // Where nobody looks, nothing has to stay visible until the log shows it.
    if (room === undefined || room.state.snapshot().status === "closed") {
      this.#outbox.shown(roomId, ({ state }) => state === "sent");
    }
    room?.outboxChanged();
    this.#waitingCount.set(this.#outbox.waiting);
  }

  async #loadOutbox(outbox: Outbox): Promise<void> {
    await outbox.load();
    if (outbox !== this.#outbox) return;
    for (const roomId of outbox.rooms()) this.#flush(roomId);
  }

  #online(): void {
    for (const room of this.#rooms.values()) room.online();
    this.#sender.flushAll();
    void this.myRooms.load();
  }

  #offline(): void {
    this.#sender.disconnected();
    this.#outbox.disconnected();
    for (const room of this.#rooms.values()) room.offline();
    this.#waitingCount.set(this.#outbox.waiting);
  }

  #route(frame: ServerFrame): void {
    if (frame.type === "room_joined") this.myRooms.joined(frame);
    if (frame.type === "room_updated") this.myRooms.updated(frame);
    if (frame.type === "member_removed" && frame.users.some(({ user_id }) => user_id === this.#userId)) {
      this.myRooms.remove(frame.room_id);
    }
    if ("room_id" in frame && frame.room_id !== undefined) this.#rooms.get(frame.room_id)?.receive(frame);
  }

  #followSession(): void {
    const state = this.session.state.snapshot();
    const userId = state.status === "signed_in" ? state.user.id : undefined;
    if (userId === this.#userId) return;
    this.#forgetEverything();
    this.#userId = userId;
    if (userId === undefined) return;
    this.#outbox = new Outbox(this.#outboxStore(userId));
    this.#sender = this.#newSender();
    this.connection.start();
    void this.#loadOutbox(this.#outbox);
  }

  #forgetEverything(): void {
    this.close();
    this.#rooms.clear();
    this.myRooms.clear();
    this.#waitingCount.set(0);
  }

  #forgetOldRooms(): void {
    for (const [id, room] of this.#rooms) {
      if (this.#rooms.size <= roomsKept) return;
      const { status, pending } = room.state.snapshot();
      if (status === "closed" && pending.length === 0) this.#rooms.delete(id);
    }
  }
}
