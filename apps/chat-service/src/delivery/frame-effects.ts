import type { ServerFrameOf } from "@hubbub/ws-protocol";

const memberRemoved = Buffer.from('{"type":"member_removed"');
const messageDeleted = Buffer.from('{"type":"message_deleted"');

/** Users whose membership this log frame ends. Frames have `type` first, so that most need no parsing. */
export function removedBy(frame: Uint8Array): readonly number[] {
  if (!startsWith(frame, memberRemoved)) return [];
  return parse<"member_removed">(frame).users.map((user) => user.user_id);
}

/** Seq of the message whose content this log frame deletes. */
export function deletedBy(frame: Uint8Array): number | undefined {
  return startsWith(frame, messageDeleted) ? parse<"message_deleted">(frame).target_seq : undefined;
}

function startsWith(frame: Uint8Array, start: Buffer): boolean {
  return frame.byteLength >= start.byteLength && start.equals(frame.subarray(0, start.byteLength));
}

function parse<Name extends "member_removed" | "message_deleted">(frame: Uint8Array): ServerFrameOf<Name> {
  return JSON.parse(Buffer.from(frame.buffer, frame.byteOffset, frame.byteLength).toString());
}
