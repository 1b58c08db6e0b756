import type { Reader } from "../readers/reader.ts";

export interface ReceivedFrame {
  readonly type: string;
  readonly room_id: number;
  readonly seq?: number;
  readonly content?: string;
  /** Of `room_joined`: where the log frames after it go on from. */
  readonly position?: number;
  readonly last_seq?: number;
  readonly epoch?: string;
  readonly users?: readonly { readonly user_id: number }[];
}

/** A socket that remembers what was written to it. */
export class TestReader implements Reader {
  readonly userId: number;
  readonly frames: ReceivedFrame[] = [];
  /** How many frames each write brought. */
  readonly writes: number[] = [];
  readonly removedFromRooms: number[] = [];
  buffered = 0;
  closedBy: "slow_consumer" | "resync" | "cut" | undefined;
  onRemoved: (roomId: number) => void = () => {};

  constructor(userId: number) {
    this.userId = userId;
  }

  write(frames: readonly Uint8Array[]): number {
    if (this.closedBy === undefined) {
      this.writes.push(frames.length);
      for (const frame of frames) this.frames.push(JSON.parse(Buffer.from(frame).toString()));
    }
    return this.buffered;
  }

  bufferedBytes(): number {
    return this.buffered;
  }

  close(reason: "slow_consumer" | "resync"): void {
    this.closedBy = reason;
  }

  cut(): void {
    this.closedBy = "cut";
  }

  removedFrom(roomId: number): void {
    this.removedFromRooms.push(roomId);
    this.onRemoved(roomId);
  }

  /** Of the log frames of a room, in the order they came. */
  seqs(roomId: number): number[] {
    return this.frames.flatMap((frame) => (frame.room_id === roomId && frame.seq !== undefined ? [frame.seq] : []));
  }
}
