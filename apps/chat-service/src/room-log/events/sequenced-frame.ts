import { encodeLogFrame } from "./encode-log-frame.ts";
import type { EventEffects } from "../kinds/log-kind.ts";
import { effectsOf } from "./log-effects.ts";
import type { StoredEvent } from "./log-event.ts";

/** One event of a room's log as it goes out: its place, its exact WebSocket frame, and what it makes an instance do. */
export interface SequencedFrame {
  readonly seq: number;
  readonly frame: Uint8Array;
  readonly effects: EventEffects;
  /** By the clock of Postgres, epoch µs. */
  readonly committedUs?: number;
}

export function toSequencedFrame(event: StoredEvent): SequencedFrame {
  const committedUs = event.createdAt.getTime() * 1e3;
  return { seq: event.seq, frame: encodeLogFrame(event), effects: effectsOf(event), committedUs };
}
