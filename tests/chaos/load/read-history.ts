import type { RoomHistory } from "../checker/client-record.ts";
import { rest } from "./rest.ts";

interface Page {
  readonly messages: { seq: number; user_id: number; client_msg_id: string }[];
  readonly has_more: boolean;
}

/** Everything that was ever said in a room, as REST tells it, page by page. */
export async function readHistory(url: string, token: string, roomId: number): Promise<RoomHistory> {
  const path = `/api/v1/rooms/${roomId}`;
  const { last_seq: lastSeq } = await rest<{ last_seq: number }>(url, "GET", path, { token });
  const messages: RoomHistory["messages"][number][] = [];
  for (let more = true, after = 0; more;) {
    const page = await rest<Page>(url, "GET", `${path}/messages?after_seq=${after}&limit=100`, { token });
    for (const { seq, user_id, client_msg_id } of page.messages) {
      messages.push({ seq, userId: user_id, clientMsgId: client_msg_id });
    }
    after = messages.at(-1)?.seq ?? after;
    more = page.has_more;
  }
  const { messages: pinned } = await rest<Pick<Page, "messages">>(url, "GET", `${path}/pins`, { token });
  return { roomId, lastSeq, messages, pins: pinned.map(({ seq }) => seq) };
}
