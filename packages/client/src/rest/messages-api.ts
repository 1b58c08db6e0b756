import type { Attachment, Message, RoomType } from "@hubbub/ws-protocol";
import { type Page, toPageQuery } from "./page.ts";
import type { ReadPatience, RestClient } from "./rest-client.ts";

export interface MessagePage {
  readonly messages: readonly Message[];
  /** More in the direction asked. */
  readonly has_more: boolean;
}

/** A page with messages on both sides of a seq. */
export interface MessagesAround {
  readonly messages: readonly Message[];
  readonly has_more_before: boolean;
  readonly has_more_after: boolean;
}

/** What a message is besides its words, as `SendOptions` of `HubbubClient.send`. */
export interface NewMessage {
  readonly replyTo?: number;
  readonly threadSeq?: number;
  readonly inRoom?: boolean;
  readonly attachments?: readonly Attachment[];
  readonly linkPreviews?: boolean;
}

/** What a message said at a time. */
export interface MessageEdit {
  readonly content: string;
  /** Of the original: when it was sent. */
  readonly edited_at: string;
  readonly user_id: number;
}

/** What to look for, and where. */
export interface SearchWanted {
  /** Words, "phrases", and operators: `from:`, `in:`, `before:`, `after:`, `has:`, `is:`. */
  readonly q: string;
  /** In that room only. */
  readonly roomId?: number;
  /** `new` without it; `best` compares the newest 10 000. */
  readonly sort?: "new" | "best";
  /** In which the days of `before:` and `after:` begin, such as `Europe/Berlin`; UTC without it. */
  readonly tz?: string;
}

export interface SearchResult {
  readonly message: Message;
  readonly room: { readonly id: number; readonly name: string; readonly type: RoomType };
  /** The part of its text around the first thing found: one line, no marks. */
  readonly snippet: string;
  /** What of it was asked for: code points of `snippet`, from `start` to before `end`. */
  readonly ranges: readonly { readonly start: number; readonly end: number }[];
}

export interface SearchPage {
  readonly results: readonly SearchResult[];
  readonly next_page_token: string;
}

export interface MessagesApi {
  /** The nearest page before or after a seq; without either the latest. Ascending. */
  list(
    roomId: number,
    page?: { beforeSeq?: number; afterSeq?: number; limit?: number },
    patience?: ReadPatience,
  ): Promise<MessagePage>;
  /** `limit` messages with the one of this seq in the middle, or where it would be. Ascending. */
  around(roomId: number, seq: number, limit?: number, patience?: ReadPatience): Promise<MessagesAround>;
  /** In all rooms that one may read. Errors: `invalid_argument` naming `q` for an operator that is not understood. */
  search(wanted: SearchWanted, page?: Page, patience?: ReadPatience): Promise<SearchPage>;
  /** As it is now, deleted or not. Errors: `message_not_found`. */
  get(roomId: number, seq: number): Promise<Message>;
  /** The first at a time or after it. Errors: `message_not_found` where nobody has written since. */
  at(roomId: number, time: Date): Promise<Message>;
  /**
   * What it said before, the original first, and what it says; of a deleted one nothing. Whom it shows that is a setting of
   * the server: the others get `forbidden`.
   */
  edits(roomId: number, seq: number): Promise<{ readonly edits: readonly MessageEdit[] }>;
  /**
   * The same `clientMsgId` again is answered with the first message. Servers of before 1.4 take a reply in a thread for a
   * message to the room, and those of before 1.5 leave files out: `HubbubClient.send` sends them neither.
   */
  send(roomId: number, content: string, clientMsgId: string, options?: NewMessage): Promise<Message>;
  edit(roomId: number, seq: number, content: string): Promise<Message>;
  delete(roomId: number, seq: number): Promise<Message>;
  /** Having reacted so is fine, and so is having not. */
  addReaction(roomId: number, seq: number, emoji: string): Promise<Message>;
  removeReaction(roomId: number, seq: number, emoji: string): Promise<Message>;
  /** That it is pinned already is fine, and so is that it is not. */
  pin(roomId: number, seq: number): Promise<Message>;
  unpin(roomId: number, seq: number): Promise<Message>;
  /**
   * Takes away what is shown of its links, for everybody; links that an edit brings are shown again. For its author and the
   * room's owners and admins; that there is nothing is fine.
   */
  removePreviews(roomId: number, seq: number): Promise<Message>;
  /** All that are pinned, at most 100. Ascending. */
  pins(roomId: number): Promise<{ readonly messages: readonly Message[] }>;
}

export function messagesApi(rest: RestClient): MessagesApi {
  const path = (roomId: number, seq?: number) =>
    `/api/v1/rooms/${roomId}/messages${seq === undefined ? "" : `/${seq}`}`;
  const reaction = (roomId: number, seq: number, emoji: string) =>
    `${path(roomId, seq)}/reactions/${encodeURIComponent(emoji)}`;
  return {
    list: (roomId, page = {}, patience) =>
      rest.call({
        method: "GET",
        path: path(roomId),
        query: { before_seq: page.beforeSeq, after_seq: page.afterSeq, limit: page.limit },
        patience,
      }),
    around: (roomId, seq, limit, patience) =>
      rest.call({ method: "GET", path: path(roomId), query: { around_seq: seq, limit }, patience }),
    search: ({ q, roomId, sort, tz }, page = {}, patience) =>
      rest.call({
        method: "GET",
        path: "/api/v1/messages/search",
        query: { q, room_id: roomId, sort, tz, ...toPageQuery(page) },
        patience,
      }),
    get: (roomId, seq) => rest.call({ method: "GET", path: path(roomId, seq) }),
    at: (roomId, time) => rest.call({ method: "GET", path: `${path(roomId)}/at`, query: { time: time.toISOString() } }),
    edits: (roomId, seq) => rest.call({ method: "GET", path: `${path(roomId, seq)}/edits` }),
    send: (roomId, content, clientMsgId, { replyTo, threadSeq, inRoom, attachments, linkPreviews } = {}) =>
      rest.call({
        method: "POST",
        path: path(roomId),
        body: {
          content,
          reply_to: replyTo,
          thread_seq: threadSeq,
          in_room: inRoom,
          attachment_ids: attachments?.map(({ id }) => id),
          link_previews: linkPreviews,
        },
        idempotencyKey: clientMsgId,
        whenRefused: "wait",
      }),
    edit: (roomId, seq, content) =>
      rest.call({ method: "PATCH", path: path(roomId, seq), body: { content }, whenRefused: "wait" }),
    delete: (roomId, seq) => rest.call({ method: "DELETE", path: path(roomId, seq), whenRefused: "wait" }),
    addReaction: (roomId, seq, emoji) =>
      rest.call({ method: "PUT", path: reaction(roomId, seq, emoji), body: {}, whenRefused: "wait" }),
    removeReaction: (roomId, seq, emoji) =>
      rest.call({ method: "DELETE", path: reaction(roomId, seq, emoji), whenRefused: "wait" }),
    pin: (roomId, seq) => rest.call({ method: "PUT", path: `${path(roomId, seq)}/pin`, body: {}, whenRefused: "wait" }),
    unpin: (roomId, seq) => rest.call({ method: "DELETE", path: `${path(roomId, seq)}/pin`, whenRefused: "wait" }),
    removePreviews: (roomId, seq) =>
      rest.call({ method: "DELETE", path: `${path(roomId, seq)}/previews`, whenRefused: "wait" }),
    pins: (roomId) => rest.call({ method: "GET", path: `/api/v1/rooms/${roomId}/pins` }),
  };
}
