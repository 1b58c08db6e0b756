/**
 * A socket as delivery sees it. Implemented by sockets/; delivery never knows what a WebSocket is.
 */
export interface Reader {
  readonly userId: number;
  /** Writes frames in one go, in order. Must not throw; a closed socket ignores it. Answers `bufferedBytes` after it. */
  write(frames: readonly Uint8Array[]): number;
  /** Bytes that wait in user space for this socket. */
  bufferedBytes(): number;
  /** Ends the socket: it may come back and resume. */
  close(reason: "slow_consumer" | "resync"): void;
  /** Cuts the connection and frees what waits for it at once: the client is told nothing, and may come back too. */
  cut(): void;
  /** The reader is no longer one of this room, by a log event (it was removed): after the frame that says so. */
  removedFrom(roomId: number): void;
}
