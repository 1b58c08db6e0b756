import type { HistoryMessage, Mentions, RoomHistory, RoomLists, UnreadPlace } from "../checker/client-record.ts";
import { rest } from "./rest.ts";

interface Page {
  readonly messages: readonly {
    readonly seq: number;
    readonly user_id: number;
    readonly client_msg_id: string;
    readonly content: string;
    readonly thread_seq?: number;
    readonly in_room?: boolean;
    readonly mentions?: Mentions;
  }[];
  readonly has_more: boolean;
}

/** Everything that was ever said in a room, as REST tells it, page by page. */
export async function readHistory(url: string, token: string, roomId: number): Promise<RoomHistory> {
  const path = `/api/v1/rooms/${roomId}`;
  const lastSeq = await readHead(url, token, roomId);
  const messages = await readPages(url, token, `${path}/messages?threads=include&`);
  const { messages: pinned } = await rest<Pick<Page, "messages">>(url, "GET", `${path}/pins`, { token });
  return { roomId, lastSeq, messages, pins: pinned.map(({ seq }) => seq) };
}

export async function readHead(url: string, token: string, roomId: number): Promise<number> {
  return (await rest<{ last_seq: number }>(url, "GET", `/api/v1/rooms/${roomId}`, { token })).last_seq;
}

/** What the room shows, and each of its threads, page by page. */
export async function readLists(
  url: string,
  token: string,
  { roomId, messages }: RoomHistory,
): Promise<Omit<RoomLists, "unread">> {
  const path = `/api/v1/rooms/${roomId}/messages`;
  const timeline = await readPages(url, token, `${path}?`);
  const threads = new Map<number, readonly number[]>();
  for (const root of new Set(messages.flatMap(({ threadSeq }) => threadSeq ?? []))) {
    threads.set(
      root,
      (await readPages(url, token, `${path}/${root}/thread?`)).map(({ seq }) => seq),
    );
  }
  return { timeline: timeline.map(({ seq }) => seq), threads };
}

/** By room what is unread there for whoever the token is of. */
export async function readUnread(
  url: string,
  { userId, token }: { readonly userId: number; readonly token: string },
): Promise<ReadonlyMap<number, UnreadPlace>> {
  interface MyRoom {
    readonly id: number;
    readonly last_read_seq: number;
    readonly unread_count: number;
    readonly mention_count: number;
  }
  const path = "/api/v1/users/me/rooms?page_size=100";
  const { rooms } = await rest<{ readonly rooms: readonly MyRoom[] }>(url, "GET", path, { token });
  return new Map(
    rooms.map(({ id, last_read_seq: lastReadSeq, unread_count: unread, mention_count: mentions }) => {
      return [id, { userId, lastReadSeq, unread, mentions }] as const;
    }),
  );
}

async function readPages(url: string, token: string, path: string): Promise<HistoryMessage[]> {
  const messages: HistoryMessage[] = [];
  for (let more = true, after = 0; more;) {
    const page = await rest<Page>(url, "GET", `${path}after_seq=${after}&limit=100`, { token });
    messages.push(
      ...page.messages.map(({ seq, user_id, client_msg_id, content, thread_seq, in_room, mentions }) => ({
        seq,
        userId: user_id,
        clientMsgId: client_msg_id,
        content,
        threadSeq: thread_seq,
        inRoom: in_room,
        mentions,
      })),
    );
    after = messages.at(-1)?.seq ?? after;
    more = page.has_more;
  }
  return messages;
}
