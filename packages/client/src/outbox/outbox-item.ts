import type { Attachment } from "@hubbub/ws-protocol";
import type { HubbubError } from "../hubbub-error.ts";

/** A message of one's own that the room's log does not show yet. */
export interface OutboxItem {
  readonly roomId: number;
  readonly clientMsgId: string;
  readonly content: string;
  /** Seq of the message that it answers. */
  readonly replyTo?: number;
  /** Of a reply in a thread: seq of its root, and whether the room shows it as well. */
  readonly threadSeq?: number;
  readonly inRoom?: boolean;
  /** What it brings along. */
  readonly attachments?: readonly Attachment[];
  /** `false`: its links get no previews. */
  readonly linkPreviews?: boolean;
  /** RFC 3339, by this machine's clock. */
  readonly createdAt: string;
  /**
   * `waiting`: for the connection, or its turn · `sending`: no answer yet · `sent`: committed, its frame will come ·
   * `failed`: refused, goes out again only when asked to.
   */
  readonly state: "waiting" | "sending" | "sent" | "failed";
  /** Why it failed. */
  readonly error?: HubbubError;
  /** Its place in the log, once `sent`. */
  readonly seq?: number;
}
