import type { PersonPublication } from "../../broker/broker.ts";
import { maxSignalBufferedBytes } from "../../limits.ts";
import type { PeopleMetrics, PersonFrame } from "../people-metrics.ts";
import type { ConnectedPerson, ConnectedSocket } from "./connected-people.ts";

/** Answers the sockets that got nothing because they are behind. */
export function writeToPerson(
  person: ConnectedPerson,
  publication: PersonPublication,
  metrics: PeopleMetrics,
): readonly ConnectedSocket[] {
  const { roomId, to, frames } = publication;
  if (frames.length === 0) return [];
  const behind: ConnectedSocket[] = [];
  // A write may end a socket.
  for (const socket of person.sockets.slice()) {
    const { recipient } = socket;
    if (to === "sockets_not_joined" && recipient.isIn(roomId)) continue;
    if (recipient.bufferedBytes() > maxSignalBufferedBytes) behind.push(socket);
    else {
      recipient.write(frames);
      metrics.frames.inc({ frame: frameKind(publication) }, frames.length);
    }
  }
  metrics.dropped.inc({ reason: "slow_socket" }, behind.length);
  return behind;
}

function frameKind({ roomId, effects, frames: [frame] }: PersonPublication): PersonFrame {
  if (roomId === 0) return "blocks_changed";
  if (effects.message !== undefined) return "direct_message";
  if (effects.membership !== undefined) return "member_removed";
  return toldByThemselves.find(({ beginning }) => begins(frame, beginning))?.kind ?? "receipt";
}

/** Frames that act on nothing here and are no receipts, by how they begin. */
const toldByThemselves = (["room_counts", "thread_activity"] as const).map((kind) => ({
  kind,
  beginning: Buffer.from(`{"type":"${kind}"`),
}));

function begins(frame: Uint8Array | undefined, beginning: Buffer): boolean {
  return frame !== undefined && beginning.equals(frame.subarray(0, beginning.length));
}
