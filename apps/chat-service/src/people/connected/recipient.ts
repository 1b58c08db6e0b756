/** An authenticated socket as people/ sees it. Implemented by sockets/. */
export interface Recipient {
  readonly userId: number;
  readonly username: string;
  /** Whether it has joined the room: then delivery brings it the room's log. */
  isIn(roomId: number): boolean;
  /** Writes frames in one go, in order. Must not throw; a closed socket ignores it. */
  write(frames: readonly Uint8Array[]): void;
  /** Bytes that wait in user space for this socket. */
  bufferedBytes(): number;
}
