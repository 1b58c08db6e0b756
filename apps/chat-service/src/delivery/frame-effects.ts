import type { ServerFrameOf } from "@hubbub/ws-protocol";

const memberRemoved = Buffer.from('{"type":"member_removed"');
const messageDeleted = Buffer.from('{"type":"message_deleted"');

/** Users whose membership this log frame ends. Frames have `type` first, so that most need no parsing. */
export function removedBy(frame: Uint8Array): readonly number[] {
  if (!startsWith(frame, memberRemoved)) return [];
  const text = Buffer.from(frame.buffer, frame.byteOffset, frame.byteLength).toString();
  const { users } = JSON.parse(text) as ServerFrameOf<"member_removed">;
  return users.map((user) => user.user_id);
}

/** Whether this log frame takes a message's content, and that of its edits, away. */
export function isDeletion(frame: Uint8Array): boolean {
  return startsWith(frame, messageDeleted);
}

function startsWith(frame: Uint8Array, start: Buffer): boolean {
  return frame.byteLength >= start.byteLength && start.equals(frame.subarray(0, start.byteLength));
}
