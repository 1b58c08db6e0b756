import type { MemberRole, Room } from "@hubbub/ws-protocol";
import { createContext } from "react";
import type { ActedOn } from "./acted-on.ts";
import type { PersonAction } from "./person-action.ts";

/** The room in which one does something about people, and how. */
export interface PersonActionsOf {
  /** Undefined before it is known: then nothing is done. */
  readonly room: Room | undefined;
  readonly ownRole: MemberRole | undefined;
  readonly mayWrite: boolean;
  /** Does it at once, or asks first in a dialog of its own. `close` ends the menu. Throws what the server says. */
  readonly act: (action: PersonAction, person: ActedOn, close: () => void) => Promise<void>;
}

/** Set around a room; elsewhere people have no menu. */
export const PersonActionsContext = createContext<PersonActionsOf | undefined>(undefined);
