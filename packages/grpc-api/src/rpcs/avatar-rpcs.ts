import type { AvatarServiceServer } from "../gen/hubbub/chat/v1/avatar_service.ts";
import { bytes } from "./field-rule.ts";
import { id } from "./fields.ts";
import { needed, optional, type RpcsOf } from "./rpc.ts";

export const avatarRpcs: RpcsOf<AvatarServiceServer> = {
  setMyAvatar: { request: { content: optional(bytes) }, errors: ["quota_exceeded"] },
  removeMyAvatar: { request: {}, errors: [] },
  setRoomAvatar: {
    request: { id: needed(id), content: optional(bytes) },
    errors: ["room_not_found", "forbidden", "room_archived", "quota_exceeded"],
  },
  removeRoomAvatar: { request: { id: needed(id) }, errors: ["room_not_found", "forbidden", "room_archived"] },
};
