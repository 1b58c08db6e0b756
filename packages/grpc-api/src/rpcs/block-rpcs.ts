import type { BlockServiceServer } from "../gen/hubbub/chat/v1/block_service.ts";
import { id, page } from "./fields.ts";
import { needed, type RpcsOf } from "./rpc.ts";

export const blockRpcs: RpcsOf<BlockServiceServer> = {
  listBlocks: { request: page, errors: [] },
  blockUser: { request: { userId: needed(id) }, errors: ["user_not_found"] },
  unblockUser: { request: { userId: needed(id) }, errors: [] },
};
