import type { Room } from "@hubbub/ws-protocol";
import type { ReceivedFrame } from "../connection/read-frame.ts";
import { type HubbubError, toHubbubError } from "../hubbub-error.ts";
import { roomsReplayMax } from "../limits.ts";
import type { MyRoom } from "../rest/rooms-api.ts";
import type { NewRoom, RoomsApi } from "../rest/rooms-api.ts";
import type { Watchable } from "../store/watchable.ts";
import { Watched } from "../store/watched.ts";
import { changeRoomList } from "../unread/change-room-list.ts";
import { countRead } from "../unread/count-read.ts";
import { toCountedRoom } from "../unread/counted-room.ts";
import type { Me } from "../unread/me.ts";
import { emptyRoomList, putRoom, removeRoom, type RoomList } from "../unread/room-list.ts";
import { type UnreadTotal, unreadTotal } from "../unread/unread-total.ts";
import { ReloadTimer } from "./reload-timer.ts";
import { toRoomTitle } from "./to-room-title.ts";

export interface MyRoomsState {
  readonly status: "loading" | "ready" | "failed";
  /** Of the last time that loading failed. */
  readonly error: HubbubError | undefined;
  /** By title, with live counts. What was known stays while it is loaded anew. */
  readonly rooms: readonly MyRoom[];
}

export interface MyRoomsContext {
  readonly api: RoomsApi;
  readonly me: () => Me;
  /** Read marks that the server may not know yet, by room. */
  readonly pendingReads: () => ReadonlyMap<number, number>;
}

interface Listed {
  readonly rooms: readonly MyRoom[];
  readonly isCut: boolean;
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
  readonly #unread = new Watched<UnreadTotal>(unreadTotal([]));
  /** For badges, and the title of the window. */
  readonly unread: Watchable<UnreadTotal> = this.#unread;
  readonly #reloads = new ReloadTimer(() => void this.load());
  #isOnline = false;
  #list = emptyRoomList;
  #loading: Promise<void> | undefined;
  #next: Promise<void> | undefined;
  /** What happened while a list was on its way, which may have been read before it. */
  #replay: Change[] | undefined;
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

  /** One has read up to `seq` here, whether or not the server knows. */
  read(roomId: number, seq: number): void {
    this.#change((list) => readRoom(list, roomId, seq));
  }

  receive(frame: ReceivedFrame): void {
    const me = this.#context.me();
    this.#change((list) => changeRoomList(list, frame, me));
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
    try {
      const listed = await this.#readAll();
      if (era !== this.#era) return;
      this.#reloads.ended("done");
      this.#accept(listed, replay);
    } catch (error) {
      if (era !== this.#era) return;
      this.#reloads.ended("failed");
      const { rooms } = this.#state.snapshot();
      this.#state.set({ status: rooms.length > 0 ? "ready" : "failed", error: toHubbubError(error), rooms });
    }
    this.#replay = undefined;
    this.#reloadIfStale();
  }

  #accept({ rooms, isCut }: Listed, replay: readonly Change[]): void {
    const { visited } = this.#list;
    const read: RoomList = {
      rooms: new Map(rooms.map((room) => [room.id, toCountedRoom(room)])),
      visited: new Set([...visited].filter((id) => !rooms.some((room) => room.id === id))),
      isCut,
      isStale: replay.length >= roomsReplayMax,
    };
    let list = replay.reduce((changed, change) => change(changed), read);
    for (const [roomId, seq] of this.#context.pendingReads()) list = readRoom(list, roomId, seq);
    this.#list = list;
    this.#show("ready");
  }

  async #readAll(): Promise<Listed> {
    const rooms: MyRoom[] = [];
    let token = "";
    for (let page = 0; page < maxPages; page += 1) {
      const answer = await this.#context.api.mine({ size: 100, token });
      rooms.push(...answer.rooms);
      token = answer.next_page_token;
      if (token === "") break;
    }
    return { rooms, isCut: token !== "" };
  }

  #change(change: Change): void {
    if (this.#replay !== undefined && this.#replay.length < roomsReplayMax) this.#replay.push(change);
    const before = this.#list;
    this.#list = change(before);
    if (this.#list.rooms !== before.rooms) {
      const { status } = this.#state.snapshot();
      this.#show(status === "failed" ? "ready" : status);
    }
    if (this.#loading === undefined) this.#reloadIfStale();
  }

  #reloadIfStale(): void {
    if (this.#list.isStale && this.#isOnline) this.#reloads.want();
  }

  #show(status: MyRoomsState["status"]): void {
    const before = this.#state.snapshot().rooms;
    const rooms = sameOrder(before, this.#list) ?? inOrder(this.#list, this.#context.me().userId);
    this.#state.set({ status, error: undefined, rooms });
    this.#showUnread();
  }

  #showUnread(): void {
    const now = unreadTotal(this.#state.snapshot().rooms);
    const { rooms, alerts } = this.#unread.snapshot();
    if (now.rooms !== rooms || now.alerts !== alerts) this.#unread.set(now);
  }
}

/** Pages of 100: more rooms than that nobody reads. */
const maxPages = 10;
const byTitle = new Intl.Collator();
const nothing: MyRoomsState = { status: "loading", error: undefined, rooms: [] };

function toMyRoom(room: Room): MyRoom {
  return { ...room, last_read_seq: room.last_seq, unread_count: 0, mention_count: 0 };
}

function readRoom(list: RoomList, roomId: number, seq: number): RoomList {
  const known = list.rooms.get(roomId);
  return known === undefined ? list : putRoom(list, countRead(known, seq));
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
