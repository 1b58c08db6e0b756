import type { ServerFrame } from "@hubbub/ws-protocol";
import type { Actor } from "../../room-log/actor.ts";
import type { Echo } from "../session/echo.ts";
import type { SocketServices } from "../session/socket-services.ts";
import type { SocketSession } from "../session/socket-session.ts";

/** What a command knows besides its own fields. */
export interface CommandCall {
  readonly session: SocketSession;
  readonly services: SocketServices;
  /** Who sends it; for `auth` alone a placeholder before the first success. */
  readonly actor: Actor;
  readonly echo: Echo;
  /** Epoch µs. */
  readonly receivedUs: number;
  /** For the pace `in_turn`: from now on the socket's next commands may begin. */
  readonly proceed: () => void;
}

/** The answer, sent with the command's `ref`; undefined where there is none or the command sent it itself. */
export type CommandAnswer = Promise<ServerFrame | undefined>;
