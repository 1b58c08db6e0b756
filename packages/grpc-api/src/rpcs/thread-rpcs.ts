import type { ThreadServiceServer } from "../gen/hubbub/chat/v1/thread_service.ts";
import { whole } from "./field-rule.ts";
import { id, page, seq } from "./fields.ts";
import { maxHistoryLimit } from "./limits.ts";
import { needed, optional, type RpcsOf } from "./rpc.ts";

const ofRoot = { roomId: needed(id), seq: needed(id) } as const;
const errors = ["room_not_found", "message_not_found", "forbidden"] as const;

export const threadRpcs: RpcsOf<ThreadServiceServer> = {
  getThread: {
    request: {
      ...ofRoot,
      beforeSeq: optional(seq),
      afterSeq: optional(seq),
      limit: optional(whole(1, maxHistoryLimit)),
    },
    errors,
  },
  followThread: { request: ofRoot, errors },
  unfollowThread: { request: ofRoot, errors },
  listMyThreads: { request: page, errors: [] },
};
