import type { MessageServiceServer } from "../gen/hubbub/chat/v1/message_service.ts";
import { whole } from "./field-rule.ts";
import { clientMsgId, content, id, seq } from "./fields.ts";
import { maxHistoryLimit } from "./limits.ts";
import { needed, optional, orZero, type RpcsOf } from "./rpc.ts";

const ofChange = ["room_not_found", "message_not_found", "forbidden", "room_archived"] as const;

export const messageRpcs: RpcsOf<MessageServiceServer> = {
  listMessages: {
    request: {
      roomId: needed(id),
      beforeSeq: optional(seq),
      afterSeq: optional(seq),
      aroundSeq: optional(seq),
      limit: optional(whole(1, maxHistoryLimit)),
    },
    errors: ["room_not_found", "forbidden"],
  },
  sendMessage: {
    request: {
      roomId: needed(id),
      content: needed(content),
      clientMsgId: orZero(clientMsgId),
      replyTo: optional(id),
    },
    errors: ["room_not_found", "message_not_found", "forbidden", "room_archived", "already_exists"],
    idempotencyKey: "clientMsgId",
  },
  editMessage: { request: { roomId: needed(id), seq: needed(id), content: needed(content) }, errors: ofChange },
  deleteMessage: { request: { roomId: needed(id), seq: needed(id) }, errors: ofChange },
};
