import type { Mentions } from "@hubbub/ws-protocol";
import { createContext } from "react";

/** Whom a message calls. */
export interface Called {
  /** Undefined where the server does not say: then each name counts as it stands. */
  readonly mentions: Mentions | undefined;
  /** One has written it oneself. */
  readonly isMine: boolean;
}

/** Of the message whose text is shown; undefined where it is none that was sent. */
export const CalledContext = createContext<Called | undefined>(undefined);
