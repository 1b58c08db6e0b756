import { Announcements } from "./announcements/announcements.ts";
import { ChatConnection } from "./connection/chat-connection.ts";
import type { ReceivedFrame } from "./connection/read-frame.ts";
import type { SocketLike } from "./connection/socket-like.ts";
import { historyPageSize, receiptsMaxMembers, roomsKept } from "./limits.ts";
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
import { findRoomId } from "./sends/find-room-id.ts";
import { findUserId } from "./sends/find-user-id.ts";
import { SendResults } from "./sends/send-results.ts";
import type { SentMessage } from "./sends/sent-message.ts";
import { Session } from "./session/session.ts";
import type { Watchable } from "./store/watchable.ts";
import { Watched } from "./store/watched.ts";
import { ReadMarks } from "./unread/read-marks.ts";
import type { UnreadTotal } from "./unread/unread-total.ts";

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
  readonly announcements = new Announcements();
  readonly #waitingCount = new Watched(0);
  /** Messages that wait to be sent, over all rooms. */
  readonly waitingCount: Watchable<number> = this.#waitingCount;
  readonly #rest: RestClient;
  /** Until the session changes or the client is closed: what waits then is given up. */
  #life = new AbortController();
  readonly #outboxStore: (userId: number) => OutboxStore;
  #outbox: Outbox;
  #sender: OutboxSender;
  readonly #sendResults = new SendResults();
  readonly #readMarks = new ReadMarks({
    request: (frame) => this.connection.request(frame),
    isOnline: () => this.#isOnline,
  });
  #userId: number | undefined;
  /** The one used last comes last. */
  readonly #rooms = new Map<number, ChatRoom>();

  constructor(options: HubbubClientOptions) {
    this.session = new Session(options);
    this.#rest = new RestClient(options.baseUrl, this.session);
    this.accounts = accountsApi(this.#rest);
    this.rooms = roomsApi(this.#rest);
    this.messages = messagesApi(this.#rest);
    this.myRooms = new MyRooms({
      api: this.rooms,
      me: () => this.#me,
      pendingReads: () => this.#readMarks.pending,
    });
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

  /** What is unread over all rooms. */
  get unread(): Watchable<UnreadTotal> {
    return this.myRooms.unread;
  }

  /** The room's model: the same object as long as it is open or was so lately. Only for those who are signed in. */
  room(roomId: number): ChatRoom {
    const room = this.#rooms.get(roomId) ?? this.#newRoom(roomId);
    this.#rooms.delete(roomId);
    this.#rooms.set(roomId, room);
    this.#forgetOldRooms();
    return room;
  }

  /**
   * Sends a message, through the outbox as all are: resolves when it is committed, waits while there is no connection,
   * rejects with what the server refuses it for, or where one signs out. For programs; who shows a room has `room(id).send`.
   */
  async send(roomId: number, content: string): Promise<SentMessage> {
    const { clientMsgId } = this.#outbox.add(roomId, content);
    const result = this.#sendResults.wait(clientMsgId);
    this.#flush(roomId);
    return await result;
  }

  /** `send` to one person, in the room that one has with them alone. Errors: `user_not_found`, `unavailable`. */
  async sendDirect(username: string, content: string): Promise<SentMessage> {
    const { id } = await this.myRooms.openDirect(await findUserId(this.accounts, username));
    return await this.send(id, content);
  }

  /** `send` to the room with that name, of which one is a member. Errors: `room_not_found`, `unavailable`. */
  async sendGroup(roomName: string, content: string): Promise<SentMessage> {
    return await this.send(await findRoomId(this.rooms, roomName), content);
  }

  /** Tells everybody who is connected, and keeps it in the room of announcements. Server admins only: `forbidden`. */
  async broadcast(content: string): Promise<SentMessage> {
    return await this.send(announcementsRoomId, content);
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
    this.#life.abort();
    this.#life = new AbortController();
    this.#rest.giveUp();
    this.#sender.stop();
    this.#readMarks.flush();
    this.#readMarks.clear();
    this.myRooms.offline();
    for (const room of this.#rooms.values()) room.close();
    this.connection.stop();
  }

  #newRoom(id: number): ChatRoom {
    return new ChatRoom(id, {
      userId: this.#userId ?? 0,
      outbox: this.#outbox,
      request: (frame) => this.connection.request(frame),
      life: this.#life.signal,
      tell: (frame) => this.connection.tell(frame),
      isOnline: () => this.#isOnline,
      history: (roomId, beforeSeq, onWait) =>
        this.messages.list(roomId, { beforeSeq, limit: historyPageSize }, { onWait }),
      onHole: () => this.connection.restart(),
      members: async (roomId, signal) =>
        (await this.rooms.members(roomId, { size: receiptsMaxMembers }, { signal })).members,
      markRead: (roomId, seq) => this.#markRead(roomId, seq),
      onSendable: (roomId) => this.#flush(roomId),
    });
  }

  #newSender(): OutboxSender {
    return new OutboxSender({
      outbox: this.#outbox,
      request: (frame) => this.connection.request(frame),
      isReady: (roomId) => this.#isOnline && (this.#rooms.get(roomId)?.isReadyToSend ?? true),
      onChange: (roomId) => this.#outboxChanged(roomId),
      onResult: (clientMsgId, result) => this.#sendResults.settle(clientMsgId, result),
    });
  }

  #markRead(roomId: number, seq: number): void {
    this.#readMarks.mark(roomId, seq);
    this.myRooms.read(roomId, seq);
  }

  get #me() {
    const state = this.session.state.snapshot();
    const { id, username } = state.status === "signed_in" ? state.user : { id: 0, username: "" };
    return { userId: id, username };
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
    this.#readMarks.online();
    this.myRooms.online();
  }

  #offline(): void {
    this.#sender.disconnected();
    this.myRooms.offline();
    this.#outbox.disconnected();
    for (const room of this.#rooms.values()) room.offline();
    this.#waitingCount.set(this.#outbox.waiting);
  }

  #route(frame: ReceivedFrame): void {
    this.myRooms.receive(frame);
    this.announcements.receive(frame);
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
    this.#sendResults.giveUp();
    this.myRooms.clear();
    this.announcements.clear();
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

/** The room that the server makes for announcements. */
const announcementsRoomId = 2;
