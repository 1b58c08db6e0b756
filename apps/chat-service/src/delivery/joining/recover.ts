import { maxResumeBytes, maxResumeEvents } from "../../limits.ts";
import type { ResumeResult } from "../delivery-metrics.ts";
import type { RoomHub } from "../hub/room-hub.ts";

export interface Position {
  readonly afterSeq: number;
  readonly epoch: string | undefined;
}

/**
 * What a client at `position` missed, as frames, or why it gets a fresh page instead; `not_in_ring` if the log must
 * be asked. `head` is what the log was read with when the client asked: nobody can be ahead of it.
 */
export function recover(
  hub: RoomHub,
  position: Position,
  head: number,
): readonly Uint8Array[] | "not_in_ring" | Exclude<ResumeResult, "ring" | "log"> {
  if (position.epoch !== undefined && position.epoch !== hub.epoch) return "other_epoch";
  if (position.afterSeq > head) return "ahead";
  if (hub.lastSeq - position.afterSeq > maxResumeEvents) return "too_far";
  const frames = hub.ring.after(position.afterSeq);
  if (frames === undefined) return "not_in_ring";
  return frames.reduce((sum, frame) => sum + frame.byteLength, 0) > maxResumeBytes ? "too_far" : frames;
}
