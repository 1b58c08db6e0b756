import { announcementsRoomId, type Message, type ServerFrameOf, speaks } from "@hubbub/ws-protocol";
import { Announcements } from "./announcements/announcements.ts";
import { MyBlocks } from "./blocks/my-blocks.ts";
import { ChatConnection } from "./connection/chat-connection.ts";
import type { ReceivedFrame } from "./connection/read-frame.ts";
import type { SocketLike } from "./connection/socket-like.ts";
import { whyRefused } from "./connection/why-refused.ts";
import { type Files, files } from "./files/files.ts";
import { historyPageSize, receiptsMaxMembers } from "./limits.ts";
import { MyRooms } from "./my-rooms/my-rooms.ts";
import { MyThreads } from "./my-threads/my-threads.ts";
import { assertContent } from "./outbox/assert-content.ts";
import { memoryOutboxStore } from "./outbox/memory-outbox-store.ts";
import type { OutboxStore } from "./outbox/outbox-store.ts";
import type { SendOptions } from "./outbox/send-options.ts";
import { Sending } from "./outbox/sending.ts";
import type { SentMessage } from "./outbox/sent-message.ts";
import { People } from "./people/people.ts";
import { type AccountChange, type AccountsApi, accountsApi, type User } from "./rest/accounts-api.ts";
import { type AdminApi, adminApi } from "./rest/admin-api.ts";
import { type ExportApi, exportApi } from "./rest/export-api.ts";
import { type MessagesApi, messagesApi } from "./rest/messages-api.ts";
import { RestClient } from "./rest/rest-client.ts";
import { type RoomsApi, roomsApi } from "./rest/rooms-api.ts";
import { type SafetyApi, safetyApi } from "./rest/safety-api.ts";
import { type ThreadsApi, threadsApi } from "./rest/threads-api.ts";
import { ChatRoom } from "./rooms/chat-room.ts";
import { KeptRooms } from "./rooms/kept-rooms.ts";
import type { ConversationPlace } from "./rooms/room-context.ts";
import { toServerUrl } from "./rest/server-url.ts";
import { Session } from "./session/session.ts";
import type { Watchable } from "./store/watchable.ts";
import { ReadMarks } from "./unread/read-marks.ts";
import { ReadsElsewhere } from "./unread/reads-elsewhere.ts";
import type { UnreadTotal } from "./unread/unread-total.ts";

export interface HubbubClientOptions {
  /** Where hubbub is, such as `https://chat.example`; no slash at its end. */
  readonly baseUrl: string;
  /** `cookie` in a browser, `memory` in Node. */
  readonly refreshTokenIn: "cookie" | "memory";
  /** Where unsent messages of a user outlive the program; in memory without it. */
  readonly outboxStore?: (userId: number) => OutboxStore;
  readonly openSocket?: (url: string) => SocketLike;
  /** In a browser `location.origin`: then `connection` can tell that the server lets no page of it connect. */
  readonly pageOrigin?: string;
  /** The person has read a room up to `seq` here: for other windows of theirs to hear at once (`readElsewhere`). */
  readonly onRead?: (roomId: number, seq: number) => void;
}

/**
 * hubbub from a program: sign in with `session`, then read and write rooms with `room(id)`. The connection follows the
 * session: up while someone is signed in; with the sign-out all that was known is forgotten.
 */
export class HubbubClient {
  readonly session: Session;
  readonly connection: ChatConnection;
  readonly accounts: AccountsApi;
  /** For server admins. */
  readonly admin: AdminApi;
  readonly rooms: RoomsApi;
  readonly safety: SafetyApi;
  readonly export: ExportApi;
  readonly messages: MessagesApi;
  readonly files: Files;
  readonly myRooms: MyRooms;
  readonly threads: MyThreads;
  readonly people: People;
  readonly blocks: MyBlocks;
  readonly announcements = new Announcements();
  readonly #baseUrl: string;
  readonly #rest: RestClient;
  readonly #threadsApi: ThreadsApi;
  readonly #sending: Sending;
  readonly #readMarks: ReadMarks;
  readonly #readsElsewhere = new ReadsElsewhere(() => this.myRooms.doubt());
  readonly #onPresence = new Set<(frame: ServerFrameOf<"presence">) => void>();
  readonly #rooms = new KeptRooms((roomId) => this.#newRoom(roomId));
  /** Until the session changes or the client is closed: what waits then is given up. */
  #life = new AbortController();
  #userId: number | undefined;
  #fileEra = 0;

  constructor(options: HubbubClientOptions) {
    this.#baseUrl = options.baseUrl;
    this.session = new Session(options);
    this.people = new People({ ask: (userId) => this.accounts.get(userId), isOnline: () => this.#isOnline });
    this.#rest = new RestClient(options.baseUrl, this.session, this.people);
    this.accounts = accountsApi(this.#rest);
    this.admin = adminApi(this.#rest);
    this.rooms = roomsApi(this.#rest);
    this.safety = safetyApi(this.#rest);
    this.export = exportApi(this.#rest);
    this.messages = messagesApi(this.#rest);
    this.files = files({
      baseUrl: options.baseUrl,
      rest: this.#rest,
      nowMs: () => this.session.serverNowMs,
      era: () => this.#fileEra,
    });
    this.#threadsApi = threadsApi(this.#rest);
    const { pageOrigin } = options;
    this.connection = new ChatConnection({
      url: `${options.baseUrl.replace(/^http/, "ws")}/ws`,
      tokens: this.session,
      openSocket: options.openSocket ?? ((url) => new WebSocket(url)),
      whyRefused: pageOrigin === undefined ? undefined : () => whyRefused(options.baseUrl, pageOrigin),
      onOnline: () => this.#online(),
      onOffline: () => this.#offline(),
      onFrame: (frame) => this.#receive(frame),
      onSignedOut: () => void this.session.endedElsewhere(),
    });
    this.blocks = new MyBlocks({ api: this.safety, onChange: () => this.#blocksChanged() });
    this.#readMarks = new ReadMarks({
      request: (frame) => this.connection.request(frame),
      isOnline: () => this.#isOnline,
      protocol: () => this.protocol,
    });
    this.myRooms = new MyRooms({
      api: this.rooms,
      me: () => this.#me,
      pendingReads: () => [...this.#readsElsewhere.pending, ...this.#readMarks.ofRooms],
      onRead: options.onRead,
      onListed: (rooms) => this.#rooms.listed(rooms),
    });
    this.threads = new MyThreads({
      api: this.#threadsApi,
      me: () => this.#me,
      pendingRead: (place) => this.#readMarks.of(place),
      protocol: () => this.protocol,
    });
    this.#sending = new Sending({
      storeOf: options.outboxStore ?? memoryOutboxStore,
      request: (frame) => this.connection.request(frame),
      takesFiles: () => !this.#isOnline || speaks(this.protocol, "1.5"),
      isReady: (roomId) => this.#isOnline && (this.#rooms.get(roomId)?.isReadyToSend ?? true),
      isShown: (roomId) => (this.#rooms.get(roomId)?.state.snapshot().status ?? "closed") !== "closed",
      onChange: (roomId) => this.#rooms.get(roomId)?.outboxChanged(),
    });
    this.session.state.subscribe(() => this.#followSession());
  }

  /**
   * The version of its protocol that the server said last, such as `1.3`: what a later one brought it refuses. undefined
   * before there was a connection, and for servers of before 1.3.
   */
  get protocol(): string | undefined {
    return this.connection.protocol;
  }

  /** What is unread over all rooms. */
  get unread(): Watchable<UnreadTotal> {
    return this.myRooms.unread;
  }

  /** Calls `listener` with each `presence` of the server, which `PeoplePresence` makes sense of; returns the way to stop. */
  readonly onPresence = (listener: (frame: ServerFrameOf<"presence">) => void): (() => void) => {
    this.#onPresence.add(listener);
    return () => this.#onPresence.delete(listener);
  };

  /** The room's model: the same object as long as it is open or was so lately. Only for those who are signed in. */
  room(roomId: number): ChatRoom {
    return this.#rooms.use(roomId);
  }

  /**
   * Sends a message, through the outbox as all are: resolves when it is committed, waits while there is no connection,
   * rejects with what the server refuses it for, or where one signs out. For programs; who shows a room has `room(id).send`.
   */
  async send(roomId: number, content: string, options?: SendOptions): Promise<SentMessage> {
    return await this.#sending.send(roomId, content, options);
  }

  /** `send` to one person, in the room that one has with them alone. Errors: `user_not_found`, `unavailable`. */
  async sendDirect(username: string, content: string, options?: SendOptions): Promise<SentMessage> {
    // First: what cannot be sent shall not leave an empty room behind.
    assertContent(content, options?.attachments);
    const { findUserId } = await import("./by-name/find-user-id.ts");
    const { id } = await this.myRooms.openDirect(await findUserId(this.accounts, username));
    return await this.send(id, content, options);
  }

  /** `send` to the room with that name, of which one is a member. Errors: `room_not_found`, `unavailable`. */
  async sendGroup(roomName: string, content: string, options?: SendOptions): Promise<SentMessage> {
    const { findRoomId } = await import("./by-name/find-room-id.ts");
    return await this.send(await findRoomId(this.rooms, roomName), content, options);
  }

  /** Tells everybody who is connected, and keeps it in the room of announcements. Server admins only: `forbidden`. */
  async broadcast(content: string): Promise<SentMessage> {
    return await this.send(announcementsRoomId, content);
  }

  /** Messages that wait to be sent, over all rooms. */
  get waitingCount(): Watchable<number> {
    return this.#sending.waitingCount;
  }

  /** Messages that the server has not taken, failed ones too: `signOut` gives them up. */
  get unsentCount(): number {
    return this.#sending.outbox.size;
  }

  /**
   * Ends the session on the server, then here, and deletes what this user had not sent: whoever uses this browser next
   * must not find it. (If the server ends a session, unsent messages stay for when the same user is back.)
   */
  async signOut(): Promise<void> {
    const { outbox } = this.#sending;
    await this.session.logout();
    await outbox.clear();
  }

  /** Where something is of which the server told a path, such as `avatar_url`, for a page or program that is elsewhere. */
  urlOf(path: string): string {
    return toServerUrl(this.#baseUrl, path);
  }

  /** Changes one's own account, and `session` knows. Errors: `invalid_argument`, `forbidden` for a wrong `current_password`. */
  async changeAccount(change: AccountChange): Promise<User> {
    const user = await this.accounts.update(change);
    this.session.learn(user);
    return user;
  }

  /** Deletes one's own account for good: nobody is signed in here then, and what was not sent is gone. Errors: `forbidden`. */
  async deleteAccount(currentPassword: string): Promise<void> {
    const { outbox } = this.#sending;
    await this.accounts.delete(currentPassword);
    // What the server tells of it may have been heard already.
    this.session.end("left", "Your account has been deleted");
    await outbox.clear();
  }

  /**
   * The person has read a room up to `seq` in another window, which tells the server: here it counts at once, and half a
   * minute long without the server's word. Only ever forward.
   */
  readElsewhere(roomId: number, seq: number): void {
    if (this.#userId === undefined) return;
    this.#readsElsewhere.read(roomId, seq);
    this.#tell({ type: "read_moved", room_id: roomId, last_read_seq: seq });
  }

  /** Ends the connection without signing out: for programs that are done. */
  close(): void {
    this.#life.abort();
    this.#life = new AbortController();
    this.#fileEra += 1;
    this.#rest.giveUp();
    this.#sending.stop();
    this.#readMarks.flush();
    this.#readMarks.clear();
    this.#readsElsewhere.clear();
    this.myRooms.offline();
    this.threads.offline();
    this.#rooms.close();
    this.connection.stop();
  }

  get #isOnline(): boolean {
    return this.connection.state.snapshot().status === "online";
  }

  get #me() {
    const state = this.session.state.snapshot();
    const { id, username } = state.status === "signed_in" ? state.user : { id: 0, username: "" };
    return { userId: id, username, isBlocked: (userId: number) => this.blocks.has(userId) };
  }

  #newRoom(id: number): ChatRoom {
    return new ChatRoom(id, {
      userId: this.#userId ?? 0,
      life: this.#life.signal,
      outbox: this.#sending.outbox,
      isOnline: () => this.#isOnline,
      request: (frame) => this.connection.request(frame),
      signal: (frame) => this.connection.signal(frame),
      isBlocked: (userId) => this.blocks.has(userId),
      history: (roomId) => ({
        before: (beforeSeq, onWait) => this.messages.list(roomId, { beforeSeq, limit: historyPageSize }, { onWait }),
        after: (afterSeq, onWait) => this.messages.list(roomId, { afterSeq, limit: historyPageSize }, { onWait }),
        around: (seq) => this.messages.around(roomId, seq, historyPageSize),
      }),
      pins: async (roomId) => (await this.messages.pins(roomId)).messages,
      members: async (roomId, signal) =>
        (await this.rooms.members(roomId, { size: receiptsMaxMembers }, { signal })).members,
      thread: (roomId, seq, page, patience) => this.#threadsApi.get(roomId, seq, page, patience),
      follow: (roomId, seq, on) => this.#follow(roomId, seq, on),
      markRead: (place, seq, passed) => this.#markRead(place, seq, passed),
      pendingRead: (place) => this.#readMarks.of(place),
      forgetRead: (place) => this.#readMarks.forget(place),
      setBack: ({ roomId, threadSeq }, seq) =>
        this.#tell({ type: "read_moved", room_id: roomId, ...inThread(threadSeq), last_read_seq: seq, back: true }),
      protocol: () => this.protocol,
      onHole: () => this.connection.restart(),
      onSendable: (roomId) => this.#sending.flush(roomId),
    });
  }

  #online(): void {
    this.#rooms.online();
    this.#sending.online();
    this.#readMarks.online();
    this.myRooms.online();
    this.threads.online();
    this.blocks.online();
    this.people.online();
  }

  #offline(): void {
    this.#sending.offline();
    this.myRooms.offline();
    this.threads.offline();
    this.#rooms.offline();
  }

  #blocksChanged(): void {
    this.myRooms.blocksChanged();
    this.#rooms.blocksChanged();
  }

  #receive(frame: ReceivedFrame): void {
    this.people.learn(frame);
    if (takesFiles(frame)) this.#fileEra += 1;
    if (frame.type === "presence") return this.#onPresence.forEach((listener) => listener(frame));
    if (frame.type === "blocks_changed") return void this.blocks.load();
    if (this.#isOutdone(frame)) return;
    if (frame.type === "read_moved" && frame.thread_seq === undefined)
      this.#readsElsewhere.serverKnows(frame.room_id, frame.last_read_seq, frame.back === true);
    this.#tell(frame);
  }

  #tell(frame: ReceivedFrame): void {
    this.myRooms.receive(frame);
    this.threads.receive(frame);
    this.announcements.receive(frame);
    this.#rooms.receive(frame);
  }

  #markRead(place: ConversationPlace, seq: number, passed?: readonly Message[]): void {
    this.#readMarks.mark(place, seq);
    if (place.threadSeq === undefined) this.myRooms.read(place.roomId, seq, passed);
    else this.threads.read(place.roomId, place.threadSeq, seq);
  }

  async #follow(roomId: number, seq: number, on: boolean): Promise<void> {
    await (on ? this.#threadsApi.follow(roomId, seq) : this.#threadsApi.unfollow(roomId, seq));
    this.threads.followed(roomId, seq, on);
  }

  /** One's place was set back, and one has read on since: the server is about to hear of that. */
  #isOutdone(frame: ReceivedFrame): boolean {
    if (frame.type !== "read_moved" || frame.back !== true) return false;
    return this.#readMarks.of({ roomId: frame.room_id, threadSeq: frame.thread_seq }) > frame.last_read_seq;
  }

  #followSession(): void {
    const state = this.session.state.snapshot();
    const user = state.status === "signed_in" ? state.user : undefined;
    if (user?.id === this.#userId) return this.people.learn(user);
    this.#forgetEverything();
    this.#userId = user?.id;
    if (user === undefined) return;
    this.people.learn(user);
    this.#sending.begin(user.id);
    this.connection.start();
  }

  #forgetEverything(): void {
    this.close();
    this.#rooms.clear();
    this.#sending.giveUp();
    this.myRooms.clear();
    this.threads.clear();
    this.announcements.clear();
    this.blocks.clear();
    this.people.clear();
  }
}

/** Files may be gone with it. */
function takesFiles({ type }: ReceivedFrame): boolean {
  return type === "message_deleted" || type === "messages_expired" || type === "member_removed";
}

function inThread(threadSeq: number | undefined) {
  return threadSeq === undefined ? {} : { thread_seq: threadSeq };
}
