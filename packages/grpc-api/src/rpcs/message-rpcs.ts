import { maxAttachments } from "@hubbub/ws-protocol";
import { type MessageServiceServer, SearchSort, ThreadReplies } from "../gen/hubbub/chat/v1/message_service.ts";
import { choice, flag, inUseCase, list, text, time, whole } from "./field-rule.ts";
import { clientMsgId, contentOrFiles, emoji, fileId, id, page, seq } from "./fields.ts";
import { maxHistoryLimit, maxSearchCodePoints, maxTimeZoneChars } from "./limits.ts";
import { needed, optional, orZero, type RpcsOf } from "./rpc.ts";

const ofMessage = { roomId: needed(id), seq: needed(id) } as const;
const ofReading = ["room_not_found", "message_not_found", "forbidden"] as const;
const ofChange = ["room_not_found", "message_not_found", "forbidden", "room_archived"] as const;

export const messageRpcs: RpcsOf<MessageServiceServer> = {
  listMessages: {
    request: {
      roomId: needed(id),
      beforeSeq: optional(seq),
      afterSeq: optional(seq),
      aroundSeq: optional(seq),
      limit: optional(whole(1, maxHistoryLimit)),
      threads: orZero(choice({ include: ThreadReplies.THREAD_REPLIES_INCLUDE })),
    },
    errors: ["room_not_found", "forbidden"],
  },
  getMessage: { request: ofMessage, errors: ofReading },
  getMessageAt: { request: { roomId: needed(id), time: needed(time) }, errors: ofReading },
  listEdits: { request: ofMessage, errors: ofReading },
  sendMessage: {
    request: {
      roomId: needed(id),
      content: orZero(contentOrFiles),
      clientMsgId: orZero(clientMsgId),
      replyTo: optional(id),
      threadSeq: optional(id),
      inRoom: optional(flag),
      attachmentIds: orZero(list(fileId, maxAttachments)),
      linkPreviews: optional(flag),
    },
    errors: ["room_not_found", "message_not_found", "forbidden", "room_archived", "already_exists"],
    idempotencyKey: "clientMsgId",
  },
  editMessage: { request: { ...ofMessage, content: orZero(contentOrFiles) }, errors: ofChange },
  deleteMessage: { request: ofMessage, errors: ofChange },
  addReaction: { request: { ...ofMessage, emoji: needed(emoji) }, errors: ofChange },
  removeReaction: { request: { ...ofMessage, emoji: needed(emoji) }, errors: ofChange },
  pinMessage: { request: ofMessage, errors: ofChange },
  unpinMessage: { request: ofMessage, errors: ofChange },
  removePreviews: { request: ofMessage, errors: ofChange },
  searchMessages: {
    request: {
      q: needed(
        text({
          minChars: 1,
          maxChars: maxSearchCodePoints,
          besides: "Something to look for, and no operator without a value that it knows.",
        }),
      ),
      roomId: orZero(id),
      sort: orZero(choice({ new: SearchSort.SEARCH_SORT_NEW, best: SearchSort.SEARCH_SORT_BEST })),
      tz: orZero(inUseCase(text({ maxChars: maxTimeZoneChars, besides: "An IANA name, such as `Europe/Berlin`." }))),
      ...page,
    },
    errors: ["room_not_found", "forbidden"],
  },
  listPins: { request: { roomId: needed(id) }, errors: ["room_not_found", "forbidden"] },
};
