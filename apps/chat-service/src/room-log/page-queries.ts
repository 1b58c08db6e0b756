import type { Message } from "@hubbub/ws-protocol";
import type { ChatDatabase } from "../db/open-chat-database.ts";

export interface PageQuery {
  readonly roomId: number;
  /** The nearest page before it; not with `afterSeq`. Neither: the latest page. */
  readonly beforeSeq?: number | undefined;
  readonly afterSeq?: number | undefined;
  /** Messages, 1–100. */
  readonly limit: number;
}

export interface MessagePage {
  /** Ascending by seq, without holes in the direction asked; at most 256 KiB as JSON. */
  readonly messages: readonly Message[];
  /** More in the direction asked. */
  readonly hasMore: boolean;
}

/** A page of a room's messages. Whether the caller may see the room is for the caller to check. */
export async function readPage(_db: ChatDatabase, _query: PageQuery): Promise<MessagePage> {
  throw new Error("not yet");
}

/** One message as it is now; undefined if there is none with that seq. */
export async function readMessage(_db: ChatDatabase, _roomId: number, _seq: number): Promise<Message | undefined> {
  throw new Error("not yet");
}
