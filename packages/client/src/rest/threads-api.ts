import type { Message, Room } from "@hubbub/ws-protocol";
import { type Page, toPageQuery } from "./page.ts";
import type { ReadPatience, RestClient } from "./rest-client.ts";

/** Which replies of a thread: the nearest before or after a seq; without either the latest. */
export interface ThreadPageWanted {
  readonly beforeSeq?: number;
  readonly afterSeq?: number;
  readonly limit?: number;
}

export interface ThreadPage {
  readonly root: Message;
  /** Replies, ascending. */
  readonly messages: readonly Message[];
  /** More in the direction asked. */
  readonly has_more: boolean;
  readonly following: boolean;
  /** How far one has read it; the root's seq where one has no place in it. */
  readonly last_read_seq: number;
}

/** A thread that one follows, and what is unread in it. */
export interface MyThread {
  readonly room: Room;
  readonly root: Message;
  /** Of its last reply. */
  readonly last_seq: number;
  readonly last_read_seq: number;
  /** Replies by others after it; up to 1000. */
  readonly unread_count: number;
  /** Those of them that call one: by name, or with all of the room. */
  readonly mention_count: number;
}

export interface MyThreadPage {
  readonly threads: readonly MyThread[];
  readonly next_page_token: string;
}

export interface ThreadsApi {
  /** Errors: `message_not_found`, `invalid_argument` for a reply. */
  get(roomId: number, seq: number, page?: ThreadPageWanted, patience?: ReadPatience): Promise<ThreadPage>;
  /** Following it already is fine, and so is following it no more. Errors: `forbidden`, as `get`. */
  follow(roomId: number, seq: number): Promise<void>;
  unfollow(roomId: number, seq: number): Promise<void>;
  /** Those that one follows, the ones with the latest replies first. */
  mine(page?: Page): Promise<MyThreadPage>;
}

export function threadsApi(rest: RestClient): ThreadsApi {
  const path = (roomId: number, seq: number) => `/api/v1/rooms/${roomId}/messages/${seq}`;
  return {
    get: (roomId, seq, { beforeSeq, afterSeq, limit } = {}, patience) =>
      rest.call({
        method: "GET",
        path: `${path(roomId, seq)}/thread`,
        query: { before_seq: beforeSeq, after_seq: afterSeq, limit },
        patience,
      }),
    follow: async (roomId, seq) => {
      await rest.call({ method: "PUT", path: `${path(roomId, seq)}/follow`, body: {}, whenRefused: "wait" });
    },
    unfollow: async (roomId, seq) => {
      await rest.call({ method: "DELETE", path: `${path(roomId, seq)}/follow`, whenRefused: "wait" });
    },
    mine: (page = {}) => rest.call({ method: "GET", path: "/api/v1/users/me/threads", query: toPageQuery(page) }),
  };
}
