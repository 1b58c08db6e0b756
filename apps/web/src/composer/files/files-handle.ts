import type { Attachment } from "@hubbub/ws-protocol";

/** What the composer does with the files of the message that one writes. */
export interface FilesHandle {
  /** Lets one choose some. */
  readonly pick: () => void;
  /** What the message brings along; undefined while it has to wait for one, and where one has failed, which it says. */
  readonly ready: () => readonly Attachment[] | undefined;
  /** The message that waits for them is not finished. */
  readonly textChanged: () => void;
  /** They are a message's now. */
  readonly sent: () => void;
}
