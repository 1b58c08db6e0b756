import type { AppendItem, PostItem } from "./append-item.ts";

/** The arguments of append_plain_posts (sql/plain-posts.sql); places count from 1. */
export interface PlainPosts {
  readonly roomIds: readonly number[];
  readonly counts: readonly number[];
  readonly authorPlaces: readonly number[];
  readonly authorIds: readonly number[];
  readonly authorAdmins: readonly boolean[];
  readonly authorLasts: readonly number[];
  readonly authors: readonly number[];
  readonly nths: readonly number[];
  readonly clientMsgIds: readonly string[];
  readonly bodies: readonly string[];
  /** Empty where no message names one. */
  readonly directKeys: readonly (string | undefined)[];
  readonly replyPlaces: readonly number[];
  readonly replySeqs: readonly number[];
  /** Which of the messages those are, from 0; no argument. */
  readonly replies: readonly number[];
}

/** undefined where the batch holds anything but messages, or some that call for others. */
export function planPlainPosts(items: readonly AppendItem[]): PlainPosts | undefined {
  if (items.some(({ post }) => post === undefined || post.callsOthers)) return undefined;
  const roomIds = [...new Set(items.map(({ roomId }) => roomId))].toSorted((a, b) => a - b);
  const rooms = new Map(roomIds.map((roomId, index) => [roomId, new RoomPosts(index + 1)]));
  const authors: Author[] = [];
  const posts: (PostItem & { readonly author: number; readonly nth: number })[] = [];
  const replies: { n: number; place: number; seq: number }[] = [];

  for (const { roomId, actorId, post } of items) {
    const room = rooms.get(roomId);
    if (room === undefined || post === undefined) continue;
    room.count += 1;
    const author = room.author(actorId, post.serverAdmin, authors);
    author.last = room.count;
    posts.push({ ...post, author: author.place, nth: room.count });
    if (post.replyTo !== undefined) replies.push({ n: posts.length - 1, place: room.place, seq: post.replyTo });
  }

  return {
    roomIds,
    counts: [...rooms.values()].map(({ count }) => count),
    authorPlaces: authors.map(({ room }) => room),
    authorIds: authors.map(({ userId }) => userId),
    authorAdmins: authors.map(({ serverAdmin }) => serverAdmin),
    authorLasts: authors.map(({ last }) => last),
    authors: posts.map(({ author }) => author),
    nths: posts.map(({ nth }) => nth),
    clientMsgIds: posts.map(({ clientMsgId }) => clientMsgId),
    bodies: posts.map(({ body }) => body),
    directKeys: posts.some(({ directKey }) => directKey !== undefined) ? posts.map(({ directKey }) => directKey) : [],
    replyPlaces: replies.map(({ place }) => place),
    replySeqs: replies.map(({ seq }) => seq),
    replies: replies.map(({ n }) => n),
  };
}

interface Author {
  readonly place: number;
  readonly room: number;
  readonly userId: number;
  readonly serverAdmin: boolean;
  last: number;
}

class RoomPosts {
  readonly place: number;
  count = 0;
  /** By user, one for each kind of token: who was made an admin meanwhile is judged by each message's own. */
  readonly #members = new Map<number, Author>();
  readonly #admins = new Map<number, Author>();

  constructor(place: number) {
    this.place = place;
  }

  /** Adds one to `authors` where there is none yet. */
  author(userId: number, serverAdmin: boolean, authors: Author[]): Author {
    const known = serverAdmin ? this.#admins : this.#members;
    let author = known.get(userId);
    if (author === undefined) {
      author = { place: authors.length + 1, room: this.place, userId, serverAdmin, last: 0 };
      authors.push(author);
      known.set(userId, author);
    }
    return author;
  }
}
