import type { Attachment } from "@hubbub/ws-protocol";

export interface SendOptions {
  /** Seq of the message of the room that it answers. */
  readonly replyTo?: number;
  /** Seq of the message whose thread it is a reply in; failed where the server is of before 1.4. */
  readonly threadSeq?: number;
  /** Of such a reply: the room shows it as well. */
  readonly inRoom?: boolean;
  /** What `HubbubClient.files.upload` answered with, at most 10: the text may be empty then. Refused where the server is of before 1.5. */
  readonly attachments?: readonly Attachment[];
  /** `false`: its links get no previews, now or after an edit. */
  readonly linkPreviews?: boolean;
}
