import type { HubbubError } from "@hubbub/client";
import type { Attachment } from "@hubbub/ws-protocol";

/** A file of the message that one writes. */
export interface DraftFile {
  /** Its own as long as the page lives. */
  readonly key: number;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** A picture of it, as an address: undefined for what a page cannot show. */
  readonly picture: string | undefined;
  readonly state:
    /** On its way, or about to be. */
    | { readonly status: "uploading"; readonly sentBytes: number }
    | { readonly status: "uploaded"; readonly attachment: Attachment }
    | { readonly status: "failed"; readonly error: HubbubError };
}
