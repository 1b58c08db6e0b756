export interface SendOptions {
  /** Seq of the message of the room that it answers. */
  readonly replyTo?: number;
  /** Seq of the message whose thread it is a reply in; failed where the server is of before 1.4. */
  readonly threadSeq?: number;
  /** Of such a reply: the room shows it as well. */
  readonly inRoom?: boolean;
}
