/** Where in which room's log a message stands that the server has committed. */
export interface SentMessage {
  readonly roomId: number;
  readonly seq: number;
}
