import { isInTimeline, type Message, type Room } from "@hubbub/ws-protocol";
import type { ReceivedFrame } from "../connection/read-frame.ts";
import { type HubbubError, toHubbubError } from "../hubbub-error.ts";
import { myRoomsMax, myRoomsPageSize, replayMax, roomsReloadPageMs } from "../limits.ts";
import { ReloadTimer } from "../refusals/reload-timer.ts";
import type { MyRoom, NewRoom, RoomsApi } from "../rest/rooms-api.ts";
import type { Watchable } from "../store/watchable.ts";
import { Watched } from "../store/watched.ts";
import { callsOne } from "../unread/calls-one.ts";
import { changeRoomList } from "../unread/change-room-list.ts";
import { countRead } from "../unread/count-read.ts";
import { type CountedRoom, toCountedRoom, type UnreadMessage } from "../unread/counted-room.ts";
import type { Me } from "../unread/me.ts";
import { emptyRoomList, putRoom, removeRoom, type RoomList } from "../unread/room-list.ts";
import { type UnreadTotal, unreadTotal } from "../unread/unread-total.ts";
import { toRoomTitle } from "./to-room-title.ts";

export interface MyRoomsState {
  /** `loading`: nothing has been read yet; `failed`: nothing could be, so what is in `rooms` is what one opened since. */
  readonly status: "loading" | "ready" | "failed";
  /** Why they could not be read, or not all of them, until they are. What is `retryable` is tried again by itself. */
  readonly error: HubbubError | undefined;
  /**
   * `whole`: these are all · `part`: the rest has not come yet · `cut`: one is in more than `myRoomsMax`, and these are
   * those with the latest messages.
   */
  readonly extent: "whole" | "part" | "cut";
  /** By title, with live counts. What was known stays while it is loaded anew. */
  readonly rooms: readonly MyRoom[];
}

export interface MyRoomsContext {
  readonly api: RoomsApi;
  readonly me: () => Me;
  /** Read marks that the server may not know yet, each a room and a seq. */
  readonly pendingReads: () => Iterable<readonly [roomId: number, seq: number]>;
  /** One has read up to a seq here. */
  readonly onRead?: ((roomId: number, seq: number) => void) | undefined;
  /** The list was read: one is in these rooms, whatever was said before. */
  readonly onListed?: (rooms: ReadonlyMap<number, unknown>) => void;
}

type Change = (list: RoomList) => RoomList;

/**
 * The rooms one is a member of and what is unread in them: read from the server, then kept up to date by frames and by
 * what one does. What cannot be known from frames is read again, seldom enough.
 */
export class MyRooms {
  readonly #context: MyRoomsContext;
  readonly #state = new Watched<MyRoomsState>(nothing);
  readonly state: Watchable<MyRoomsState> = this.#state;
  readonly #unread = new Watched<UnreadTotal>({ rooms: 0, alerts: 0 });
  /** For badges, and the title of the window. */
  readonly unread: Watchable<UnreadTotal> = this.#unread;
  readonly #reloads = new ReloadTimer(() => void this.load());
  #isOnline = false;
  #list = emptyRoomList;
  #loading: Promise<void> | undefined;
  #next: Promise<void> | undefined;
  /** What happened while a list was on its way, which may have been read before it. */
  #replay: Change[] | undefined;
  /** Rooms that had a message meanwhile: they went from the page that comes to one that was read. */
  #moved = new Set<number>();
  /** Changes with each user, so that a list that comes late is not another one's. */
  #era = 0;

  constructor(context: MyRoomsContext) {
    this.#context = context;
  }

  /** Reads them from the server. Never rejects: the state says how it went. */
  load(): Promise<void> {
    if (this.#loading === undefined) return this.#start();
    this.#next ??= this.#loading.then(() => this.#start());
    return this.#next;
  }

  async create(room: NewRoom): Promise<Room> {
    const created = await this.#context.api.create(room);
    const role = created.role ?? ("owner" as const);
    this.#change((list) => putRoom(list, toCountedRoom(toMyRoom({ ...created, role }))));
    return created;
  }

  /**
   * The room with one other person (or with oneself, for notes): one per pair, made if need be. Errors: `user_not_found`.
   */
  async openDirect(userId: number): Promise<Room> {
    const room = await this.#context.api.openDirect(userId);
    this.#change((list) => {
      if (list.rooms.has(room.id)) return list;
      return { ...putRoom(list, toCountedRoom(toMyRoom(room))), isStale: true };
    });
    return room;
  }

  async leave(roomId: number): Promise<void> {
    await this.#context.api.leave(roomId);
    this.remove(roomId);
  }

  remove(roomId: number): void {
    this.#change((list) => removeRoom(list, roomId));
  }

  /** One has read up to `seq` here, whether or not the server knows; `passed`: what was unread till there, if that is known. */
  read(roomId: number, seq: number, passed?: readonly Message[]): void {
    const me = this.#context.me();
    const unread = passed?.map((message) => ({ seq: message.seq, isMention: callsOne(message, me) }));
    this.#change((list) => readRoom(list, roomId, seq, unread));
    this.#context.onRead?.(roomId, seq);
  }

  receive(frame: ReceivedFrame): void {
    const me = this.#context.me();
    if (this.#replay !== undefined) for (const roomId of movedBy(frame)) this.#moved.add(roomId);
    this.#change((list) => changeRoomList(list, frame, me));
  }

  /** One has blocked somebody, or hears from them again. */
  blocksChanged(): void {
    this.#showUnread();
  }

  /** What was said of them may not be so: the server is asked once more. */
  doubt(): void {
    this.#change((list) => ({ ...list, isStale: true }));
  }

  /** There is a connection (again): what was said before it was not heard. */
  online(): void {
    this.#isOnline = true;
    void this.load();
  }

  offline(): void {
    this.#isOnline = false;
    this.#reloads.stop();
  }

  clear(): void {
    this.#era += 1;
    this.#reloads.stop();
    this.#loading = this.#next = this.#replay = undefined;
    this.#list = emptyRoomList;
    this.#state.set(nothing);
    this.#showUnread();
  }

  #start(): Promise<void> {
    const era = this.#era;
    this.#next = undefined;
    this.#reloads.began();
    this.#loading = this.#read(era).finally(() => {
      if (era === this.#era) this.#loading = undefined;
    });
    return this.#loading;
  }

  async #read(era: number): Promise<void> {
    const replay: Change[] = (this.#replay = []);
    this.#moved.clear();
    const rooms: MyRoom[] = [];
    try {
      let token = "";
      let pages = 0;
      do {
        const page = await this.#context.api.mine({ size: myRoomsPageSize, token });
        if (era !== this.#era) return;
        rooms.push(...page.rooms);
        token = page.next_page_token;
        pages += 1;
        // Who waits for their first list sees its beginning at once.
        if (token !== "" && this.#state.snapshot().status === "loading") this.#acceptPart(rooms, replay, undefined);
      } while (token !== "" && pages < maxPages);
      this.#reloads.ended(roomsReloadPageMs * pages);
      this.#accept(rooms, replay, token === "" ? "whole" : "cut");
    } catch (cause) {
      if (era !== this.#era) return;
      const error = toHubbubError(cause);
      this.#reloads.failed(error);
      this.#acceptPart(rooms, replay, error);
      if (error.retryable && this.#isOnline) this.#reloads.want();
    }
    this.#replay = undefined;
    this.#reloadIfStale();
  }

  #accept(rooms: readonly MyRoom[], replay: readonly Change[], extent: "whole" | "cut"): void {
    const read = this.#replayed(rooms, replay);
    const moved = rooms.length > myRoomsPageSize ? this.#movedBeyond(read) : [];
    this.#list = moved.reduce((list, room) => ({ ...putRoom(list, room), isStale: true }), read);
    this.#show({ status: "ready", error: undefined, extent });
    this.#context.onListed?.(this.#list.rooms);
  }

  /** Known rooms that are not in the list for they left the pages that were still to come. */
  #movedBeyond(read: RoomList): CountedRoom[] {
    const moved = [...this.#moved].flatMap((roomId) => this.#list.rooms.get(roomId) ?? []);
    return moved.filter(({ room }) => !read.rooms.has(room.id));
  }

  /** Not all could be read: what was known of the rest stays, and what was read counts. */
  #acceptPart(rooms: readonly MyRoom[], replay: readonly Change[], error: HubbubError | undefined): void {
    const read = this.#replayed(rooms, replay);
    const paged = rooms.flatMap(({ id }) => read.rooms.get(id) ?? []);
    this.#list = paged.reduce(putRoom, this.#list);
    const before = this.#state.snapshot();
    const status = rooms.length > 0 || before.status === "ready" ? "ready" : "failed";
    this.#show({ status, error, extent: before.extent });
  }

  /** What was read, and what happened since. */
  #replayed(rooms: readonly MyRoom[], replay: readonly Change[]): RoomList {
    const read: RoomList = {
      rooms: new Map(rooms.map((room) => [room.id, toCountedRoom(room)])),
      visited: new Set([...this.#list.visited].filter((id) => !rooms.some((room) => room.id === id))),
      isStale: replay.length >= replayMax,
    };
    let list = replay.reduce((changed, change) => change(changed), read);
    for (const [roomId, seq] of this.#context.pendingReads()) list = readRoom(list, roomId, seq);
    return list;
  }

  #change(change: Change): void {
    if (this.#replay !== undefined && this.#replay.length < replayMax) this.#replay.push(change);
    const before = this.#list;
    this.#list = change(before);
    if (this.#list.rooms !== before.rooms) this.#show(this.#state.snapshot());
    if (this.#loading === undefined) this.#reloadIfStale();
  }

  #reloadIfStale(): void {
    if (this.#list.isStale && this.#isOnline) this.#reloads.want();
  }

  #show({ status, error, extent }: Omit<MyRoomsState, "rooms">): void {
    const before = this.#state.snapshot().rooms;
    const rooms = sameOrder(before, this.#list) ?? inOrder(this.#list, this.#context.me().userId);
    this.#state.set({ status, error, extent, rooms });
    this.#showUnread();
  }

  #showUnread(): void {
    const now = unreadTotal(this.#state.snapshot().rooms, this.#context.me().isBlocked);
    const { rooms, alerts } = this.#unread.snapshot();
    if (now.rooms !== rooms || now.alerts !== alerts) this.#unread.set(now);
  }
}

const maxPages = myRoomsMax / myRoomsPageSize;
const byTitle = new Intl.Collator();
const nothing: MyRoomsState = { status: "loading", error: undefined, extent: "part", rooms: [] };

/** Rooms that the frame brings to the beginning of the list. */
function movedBy(frame: ReceivedFrame): readonly number[] {
  if (frame.type === "room_activity") return frame.rooms.map(({ room_id }) => room_id);
  return frame.type === "new_message" && isInTimeline(frame) ? [frame.room_id] : [];
}

function toMyRoom(room: Room): MyRoom {
  return { ...room, last_read_seq: room.last_seq, unread_count: 0, mention_count: 0 };
}

function readRoom(list: RoomList, roomId: number, seq: number, passed?: readonly UnreadMessage[]): RoomList {
  const known = list.rooms.get(roomId);
  return known === undefined ? list : putRoom(list, countRead(known, seq, passed));
}

function inOrder({ rooms }: RoomList, userId: number): MyRoom[] {
  return [...rooms.values()]
    .map(({ room }) => ({ room, title: toRoomTitle(room, userId) }))
    .toSorted((one, other) => byTitle.compare(one.title, other.title))
    .map(({ room }) => room);
}

/** Most changes are of counts: the order of before holds, and nothing has to be sorted. */
function sameOrder(before: readonly MyRoom[], { rooms }: RoomList): MyRoom[] | undefined {
  if (before.length !== rooms.size) return undefined;
  const now = before.flatMap(({ id, name }) => {
    const room = rooms.get(id)?.room;
    return room?.name === name ? [room] : [];
  });
  return now.length === before.length ? now : undefined;
}
