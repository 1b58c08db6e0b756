import type { Span } from "@hubbub/service-runtime";
import type { RoomType } from "@hubbub/ws-protocol";
import type { LogEffects } from "./log-effects.ts";
import type { LogEvent } from "./log-event.ts";

/** What one commit added to one room's log. */
export interface CommittedBatch {
  readonly roomId: number;
  readonly roomKind: RoomType;
  /** The two people of a direct room, or the one; undefined for other kinds. */
  readonly directUserIds: readonly number[] | undefined;
  readonly epoch: string;
  /** Of `events[0]`; the others follow without holes. */
  readonly firstSeq: number;
  readonly lastSeq: number;
  readonly events: readonly LogEvent[];
  /** `frames[i]` is the WebSocket frame of `events[i]`. */
  readonly frames: readonly Uint8Array[];
  readonly effects: LogEffects;
  /** When the oldest command of the batch arrived; epoch µs. */
  readonly receivedUs: number;
  /** The spans of the commit, one for each event whose trace is recorded. */
  readonly commits: readonly Span[];
}
