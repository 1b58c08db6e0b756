import type { ModerationServiceServer } from "../gen/hubbub/chat/v1/moderation_service.ts";
import { banReason, id, page, until } from "./fields.ts";
import { needed, optional, orZero, type RpcsOf } from "./rpc.ts";

const ofOneMember = { id: needed(id), userId: needed(id) } as const;
const refusals = ["room_not_found", "user_not_found", "forbidden", "room_archived"] as const;

export const moderationRpcs: RpcsOf<ModerationServiceServer> = {
  listBans: { request: { id: needed(id), ...page, userId: optional(id) }, errors: ["room_not_found", "forbidden"] },
  banMember: { request: { ...ofOneMember, reason: orZero(banReason), until: optional(until) }, errors: refusals },
  unbanMember: { request: ofOneMember, errors: refusals },
  muteMember: { request: { ...ofOneMember, until: optional(until) }, errors: refusals },
  unmuteMember: { request: ofOneMember, errors: refusals },
};
