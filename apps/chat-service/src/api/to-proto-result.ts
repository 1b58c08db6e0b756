import type { SearchResult } from "@hubbub/grpc-api/messages";
import type { SearchResult as Found } from "../search/search-messages.ts";
import { toProtoMessage } from "./to-proto-message.ts";
import { toProtoRoomType } from "./to-proto-room.ts";

export function toProtoResult({ message, room: { id, name, kind }, snippet: { text, ranges } }: Found): SearchResult {
  return {
    message: toProtoMessage(message),
    room: { id, name, type: toProtoRoomType(kind) },
    snippet: text,
    ranges: [...ranges],
  };
}
