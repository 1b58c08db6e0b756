import type { Message } from "@hubbub/ws-protocol";

/** A message, and what one may do in its room. */
export interface ActedOn {
  readonly message: Message;
  readonly isMine: boolean;
  /** Own messages, and in one's own room everybody's. */
  readonly mayDelete: boolean;
  readonly mayReact: boolean;
  readonly mayWrite: boolean;
  /** It can be replied to in a thread: where one is in none, and the server knows them. */
  readonly mayThread: boolean;
}
