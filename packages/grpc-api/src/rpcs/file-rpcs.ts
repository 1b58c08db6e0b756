import type { FileServiceServer } from "../gen/hubbub/chat/v1/file_service.ts";
import { bytes, list, text } from "./field-rule.ts";
import { fileId, id, page } from "./fields.ts";
import { maxFileNameCodePoints, maxLinkedFiles } from "./limits.ts";
import { needed, optional, orZero, type RpcsOf } from "./rpc.ts";

export const fileRpcs: RpcsOf<FileServiceServer> = {
  uploadFile: {
    request: {
      roomId: needed(id),
      name: orZero(text({ maxChars: maxFileNameCodePoints, besides: "`file`, if not given." })),
      content: optional(bytes),
    },
    errors: ["room_not_found", "forbidden", "room_archived", "quota_exceeded"],
  },
  deleteFile: { request: { id: needed(fileId) }, errors: ["forbidden"] },
  linkFiles: { request: { ids: needed(list(fileId, maxLinkedFiles)) }, errors: [] },
  listRoomFiles: { request: { roomId: needed(id), ...page }, errors: ["room_not_found", "forbidden"] },
};
