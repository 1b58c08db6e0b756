import type { ServerFrame, ServerFrameOf, ServerFrameType } from "@hubbub/ws-protocol";
import type { Recipient } from "../connected/recipient.ts";

/** A socket that remembers what was written to it. */
export class TestRecipient implements Recipient {
  readonly userId: number;
  readonly username: string;
  readonly joined = new Set<number>();
  readonly frames: ServerFrame[] = [];
  buffered = 0;
  onWrite: (frames: readonly ServerFrame[]) => void = () => {};

  constructor(userId: number) {
    this.userId = userId;
    this.username = `user-${userId}`;
  }

  isIn(roomId: number): boolean {
    return this.joined.has(roomId);
  }

  write(frames: readonly Uint8Array[]): void {
    const written = frames.map((frame) => JSON.parse(Buffer.from(frame).toString()) as ServerFrame);
    this.frames.push(...written);
    this.onWrite(written);
  }

  bufferedBytes(): number {
    return this.buffered;
  }

  all<Name extends ServerFrameType>(type: Name): ServerFrameOf<Name>[] {
    return this.frames.filter((frame): frame is ServerFrame & ServerFrameOf<Name> => frame.type === type);
  }

  /** Of each `room_activity`, room by room. */
  get told(): [roomId: number, head: number][][] {
    return this.all("room_activity").map(({ rooms }) => rooms.map(({ room_id, last_seq }) => [room_id, last_seq]));
  }
}
