export interface SendOptions {
  /** Seq of the message of the room that it answers. */
  readonly replyTo?: number;
}
