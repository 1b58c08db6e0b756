import type { MemberRole, Room, RoomType } from "@hubbub/ws-protocol";
import type { AvatarOptions } from "./accounts-api.ts";
import { type Page, type PageOfPeople, toPageQuery, toPeopleQuery } from "./page.ts";
import type { ReadPatience, RestClient } from "./rest-client.ts";

export interface MyRoom extends Room {
  /** Live, as the two counts and `last_seq` are. */
  readonly last_read_seq: number;
  /** Messages by others after it; up to 1000. */
  readonly unread_count: number;
  /** Those of them that call one: by name, or with all of the room. */
  readonly mention_count: number;
}

export interface Member {
  readonly user_id: number;
  readonly username: string;
  readonly role: MemberRole;
  readonly joined_at: string;
  /** For members of the room only. */
  readonly last_read_seq?: number;
  /** Direct rooms only. */
  readonly last_delivered_seq?: number;
  /** They may not write until then; the end of the year 9999 is for good. */
  readonly muted_until?: string;
}

export interface RoomPage {
  readonly rooms: readonly Room[];
  readonly next_page_token: string;
}

export interface MyRoomPage {
  readonly rooms: readonly MyRoom[];
  readonly next_page_token: string;
}

export interface MemberPage {
  readonly members: readonly Member[];
  readonly next_page_token: string;
}

export interface NewRoom {
  readonly name: string;
  readonly type: Extract<RoomType, "public" | "private">;
  readonly topic: string;
}

/** What is left out stays. */
export interface RoomChange {
  readonly name?: string;
  readonly topic?: string;
  /** 0: messages are kept as the server keeps them. */
  readonly retention_days?: number;
  /** Whether links are shown with previews. */
  readonly link_previews?: boolean;
}

export interface RoomsApi {
  create(room: NewRoom): Promise<Room>;
  /** Rooms that one may join or is in whose name contains `query`. */
  list(query: string, page?: Page, patience?: ReadPatience): Promise<RoomPage>;
  mine(page?: Page): Promise<MyRoomPage>;
  get(roomId: number): Promise<Room>;
  update(roomId: number, change: RoomChange): Promise<Room>;
  /** For its owners and admins; cut to the square in its middle. Errors: as of `AccountsApi.setAvatar`, `forbidden`. */
  setAvatar(roomId: number, picture: Blob, options?: AvatarOptions): Promise<Room>;
  removeAvatar(roomId: number): Promise<Room>;
  join(roomId: number): Promise<Room>;
  leave(roomId: number): Promise<void>;
  /** The room of oneself and one other person, made if need be; with one's own id a room for notes. */
  openDirect(userId: number): Promise<Room>;
  /**
   * Answers where the mark then stands: it only ever moves forward. `ChatRoom.markRead` is the way for open rooms. With
   * `threadSeq`, as in the next, it is the mark in the thread of that message.
   */
  markRead(roomId: number, seq: number, threadSeq?: number): Promise<number>;
  /** Answers where the mark then stands: before `seq`, or where it stood if that was further back. As `ChatRoom.markUnread`. */
  markUnread(roomId: number, seq: number, threadSeq?: number): Promise<number>;
  members(roomId: number, page?: PageOfPeople, patience?: ReadPatience): Promise<MemberPage>;
  addMember(roomId: number, member: { username: string; role?: MemberRole }): Promise<Member>;
  setRole(roomId: number, userId: number, role: MemberRole): Promise<Member>;
  removeMember(roomId: number, userId: number): Promise<void>;
}

export function roomsApi(rest: RestClient): RoomsApi {
  const mark = async (way: "read" | "unread", roomId: number, seq: number, threadSeq: number | undefined) => {
    const path = `/api/v1/rooms/${roomId}/${way}`;
    const body = { seq, ...(threadSeq === undefined ? {} : { thread_seq: threadSeq }) };
    const answer = await rest.call<{ last_read_seq: number }>({ method: "POST", path, body, whenRefused: "wait" });
    return answer.last_read_seq;
  };
  return {
    create: (room) => rest.call({ method: "POST", path: "/api/v1/rooms", body: { ...room } }),
    list: (query, page = {}, patience) =>
      rest.call({ method: "GET", path: "/api/v1/rooms", query: { query, ...toPageQuery(page) }, patience }),
    mine: (page = {}) => rest.call({ method: "GET", path: "/api/v1/users/me/rooms", query: toPageQuery(page) }),
    get: (roomId) => rest.call({ method: "GET", path: `/api/v1/rooms/${roomId}` }),
    update: (roomId, change) => rest.call({ method: "PATCH", path: `/api/v1/rooms/${roomId}`, body: { ...change } }),
    setAvatar: (roomId, bytes, { signal } = {}) =>
      rest.call({ method: "PUT", path: `/api/v1/rooms/${roomId}/avatar`, bytes, signal }),
    removeAvatar: (roomId) => rest.call({ method: "DELETE", path: `/api/v1/rooms/${roomId}/avatar` }),
    join: (roomId) => rest.call({ method: "POST", path: `/api/v1/rooms/${roomId}/join`, body: {} }),
    leave: async (roomId) => {
      await rest.call({ method: "POST", path: `/api/v1/rooms/${roomId}/leave`, body: {} });
    },
    openDirect: (userId) => rest.call({ method: "POST", path: `/api/v1/users/${userId}/dm`, body: {} }),
    markRead: (roomId, seq, threadSeq) => mark("read", roomId, seq, threadSeq),
    markUnread: (roomId, seq, threadSeq) => mark("unread", roomId, seq, threadSeq),
    members: (roomId, page = {}, patience) =>
      rest.call({ method: "GET", path: `/api/v1/rooms/${roomId}/members`, query: toPeopleQuery(page), patience }),
    addMember: (roomId, member) =>
      rest.call({ method: "POST", path: `/api/v1/rooms/${roomId}/members`, body: { ...member } }),
    setRole: (roomId, userId, role) =>
      rest.call({ method: "PATCH", path: `/api/v1/rooms/${roomId}/members/${userId}`, body: { role } }),
    removeMember: async (roomId, userId) => {
      await rest.call({ method: "DELETE", path: `/api/v1/rooms/${roomId}/members/${userId}` });
    },
  };
}
