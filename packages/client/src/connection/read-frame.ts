import { isServerFrameType, type LaterEvent, type ServerFrame } from "@hubbub/ws-protocol";

export type ReceivedFrame = ServerFrame | LaterEvent;

/**
 * A frame of the server's. One that this release does not know is an event of a log, which keeps its place there, or else
 * nothing: a server may be newer than the page.
 */
export function readFrame(text: string): ReceivedFrame | undefined {
  const frame = JSON.parse(text) as ServerFrame;
  if (isServerFrameType(frame.type)) return frame;
  const { room_id, seq } = frame as { room_id?: unknown; seq?: unknown };
  return isCount(room_id) && isCount(seq) ? { type: "later_event", room_id, seq } : undefined;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) > 0;
}
