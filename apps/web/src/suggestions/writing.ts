import type { MemberRole, Person, Room } from "@hubbub/ws-protocol";
import type { RefObject } from "react";

/** Where one is with what one writes in a room. */
export interface Writing {
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly text: string;
  readonly caret: number;
  readonly room: Room | undefined;
  /** One's own there. */
  readonly role: MemberRole | undefined;
  /** Who has the room open. */
  readonly present: readonly Person[];
}
