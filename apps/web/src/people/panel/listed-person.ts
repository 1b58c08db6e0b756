import type { MemberRole } from "@hubbub/ws-protocol";
import type { ActedOn } from "../actions/acted-on.ts";

export interface ListedPerson extends ActedOn {
  /** Undefined where it is not known. */
  readonly role: MemberRole | undefined;
  /** They may read and not write, until then. */
  readonly mutedUntil: string | undefined;
}
