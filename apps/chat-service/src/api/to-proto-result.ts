import type { Message, SearchResult } from "@hubbub/grpc-api/messages";
import type { Message as WireMessage } from "@hubbub/ws-protocol";
import type { SearchResult as Found } from "../search/search-messages.ts";
import { toProtoRoomType } from "./to-proto-room.ts";

export function toProtoResult(
  { message, room: { id, name, kind }, snippet: { text, ranges } }: Found,
  toProtoMessage: (message: WireMessage) => Message,
): SearchResult {
  return {
    message: toProtoMessage(message),
    room: { id, name, type: toProtoRoomType(kind) },
    snippet: text,
    ranges: [...ranges],
  };
}
