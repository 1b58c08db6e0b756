import type { Room, ServerFrameOf } from "@hubbub/ws-protocol";
import { type HubbubError, toHubbubError } from "../hubbub-error.ts";
import type { MyRoom } from "../rest/resources.ts";
import type { NewRoom, RoomsApi } from "../rest/rooms-api.ts";
import type { Watchable } from "../store/watchable.ts";
import { Watched } from "../store/watched.ts";
import { changeRoom } from "./change-room.ts";

export interface MyRoomsState {
  readonly status: "loading" | "ready" | "failed";
  /** Of the last time that loading failed. */
  readonly error: HubbubError | undefined;
  /** By name. What was known stays while it is loaded anew. */
  readonly rooms: readonly MyRoom[];
}

/** The rooms one is a member of, kept up to date by what one does and by the frames of open rooms. */
export class MyRooms {
  readonly #api: RoomsApi;
  readonly #state = new Watched<MyRoomsState>({ status: "loading", error: undefined, rooms: [] });
  readonly state: Watchable<MyRoomsState> = this.#state;

  constructor(api: RoomsApi) {
    this.#api = api;
  }

  /** Reads them from the server. Never throws: the state says how it went. */
  async load(): Promise<void> {
    try {
      this.#set(await this.#readAll());
    } catch (error) {
      const { rooms } = this.#state.snapshot();
      this.#state.set({ status: rooms.length > 0 ? "ready" : "failed", error: toHubbubError(error), rooms });
    }
  }

  async create(room: NewRoom): Promise<Room> {
    const created = await this.#api.create(room);
    this.#put(toMyRoom({ ...created, role: created.role ?? "owner" }));
    return created;
  }

  async leave(roomId: number): Promise<void> {
    await this.#api.leave(roomId);
    this.remove(roomId);
  }

  /** A room was joined on the socket: it is one's own now. */
  joined({ room, me }: ServerFrameOf<"room_joined">): void {
    const known = this.#find(room.id);
    const role = me.role === undefined ? {} : { role: me.role };
    if (me.role === undefined && known === undefined) return;
    this.#put({ ...toMyRoom(room), ...known, ...room, ...role, last_read_seq: me.last_read_seq });
  }

  updated(frame: ServerFrameOf<"room_updated">): void {
    const known = this.#find(frame.room_id);
    if (known !== undefined) this.#put(changeRoom(known, frame));
  }

  remove(roomId: number): void {
    this.#set(this.#state.snapshot().rooms.filter((room) => room.id !== roomId));
  }

  clear(): void {
    this.#state.set({ status: "loading", error: undefined, rooms: [] });
  }

  async #readAll(): Promise<MyRoom[]> {
    const rooms: MyRoom[] = [];
    let token = "";
    for (let page = 0; page < maxPages; page += 1) {
      const answer = await this.#api.mine({ size: 100, token });
      rooms.push(...answer.rooms);
      token = answer.next_page_token;
      if (token === "") break;
    }
    return rooms;
  }

  #find(roomId: number): MyRoom | undefined {
    return this.#state.snapshot().rooms.find((room) => room.id === roomId);
  }

  #put(room: MyRoom): void {
    this.#set([...this.#state.snapshot().rooms.filter(({ id }) => id !== room.id), room]);
  }

  #set(rooms: readonly MyRoom[]): void {
    const byName = rooms.toSorted((one, other) => one.name.localeCompare(other.name));
    this.#state.set({ status: "ready", error: undefined, rooms: byName });
  }
}

/** Pages of 100: more rooms than that nobody reads. */
const maxPages = 10;

function toMyRoom(room: Room): MyRoom {
  return { ...room, last_read_seq: room.last_seq, unread_count: 0, mention_count: 0 };
}
