import type { MemberRole, Room } from "@hubbub/ws-protocol";
import { createContext, use } from "react";
import type { ActedOn } from "./acted-on.ts";
import type { AskedAction } from "./person-action.ts";

/** The room in which one does something about people, and how. */
export interface PersonActionsOf {
  /** Undefined before it is known: then nothing is done. */
  readonly room: Room | undefined;
  readonly ownRole: MemberRole | undefined;
  readonly mayWrite: boolean;
  /** Asks in a dialog before it is done. */
  readonly ask: (action: AskedAction, person: ActedOn) => void;
  readonly mention: (name: string) => void;
}

/** Set around a room; elsewhere people have no menu. */
export const PersonActionsContext = createContext<PersonActionsOf | undefined>(undefined);

export function usePersonActionsOf(): PersonActionsOf {
  const actions = use(PersonActionsContext);
  if (actions === undefined) throw new Error("There is no PersonActionsHost above");
  return actions;
}
