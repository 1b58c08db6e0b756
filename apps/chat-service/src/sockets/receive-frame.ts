import { AppError, type ErrorCode, toAppError } from "@hubbub/errors";
import { logFailure } from "@hubbub/service-runtime";
import type { CloseReason, ServerFrame } from "@hubbub/ws-protocol";
import { epochNowUs } from "../broker/epoch-now-us.ts";
import type { Actor } from "../room-log/log-command.ts";
import type { Command, Echo } from "./command.ts";
import type { CommandAnswer, CommandCall } from "./command-call.ts";
import { commandTable } from "./command-table.ts";
import { readFrame } from "./read-frame.ts";
import type { SocketServices } from "./socket-services.ts";
import type { SocketSession } from "./socket-session.ts";
import { toErrorFrame } from "./to-error-frame.ts";

/** Takes one text frame of a client: reads it, lines it up behind the socket's other commands, and answers it. */
export function receiveFrame(session: SocketSession, text: string, services: SocketServices): void {
  const receivedUs = epochNowUs();
  const read = readFrame(text);
  if ("refused" in read) return refuse(session, read.refused, read.echo, services);
  const { command, echo } = read;
  // Liveness must not wait for a slow join.
  if (command.type === "ping" && session.identity !== undefined) return answer(session, { type: "pong" }, echo);
  if (session.commands.full) {
    services.metrics.limited("unanswered_commands");
    const error = new AppError("overloaded", "Too many commands wait for their answer", { retryAfterMs: 1000 });
    return refuse(session, error, echo, services);
  }
  session.commands.push(commandTable[command.type].pace, async (proceed) => {
    try {
      const actor = actorOf(session, command);
      const frame = await run(command, { session, services, actor, echo, receivedUs, proceed });
      if (frame !== undefined) answer(session, frame, echo);
      if (command.type === "auth") services.authRequests.inc({ method: "socket", result: "ok" });
    } catch (error) {
      fail(session, command, error, echo, services);
    }
  });
}

function run(command: Command, call: CommandCall): CommandAnswer {
  const entry = commandTable[command.type] as { run: (command: Command, call: CommandCall) => CommandAnswer };
  return entry.run(command, call);
}

const nobody: Actor = { userId: 0, username: "", serverAdmin: false };

function actorOf({ identity }: SocketSession, command: Command): Actor {
  if (identity !== undefined) return identity;
  if (command.type === "auth") return nobody;
  throw new AppError("unauthenticated", "Send auth first");
}

function answer(session: SocketSession, frame: ServerFrame, { ref }: Echo): void {
  const echoed = ref === undefined ? frame : withRef(frame, ref);
  if (frame.type === "message_ack") session.sendLater(echoed);
  else session.send(echoed);
}

function withRef({ type, ...fields }: ServerFrame, ref: string | number): ServerFrame {
  return { type, ref, ...fields } as ServerFrame;
}

function fail(session: SocketSession, command: Command, error: unknown, echo: Echo, services: SocketServices): void {
  const appError = toAppError(error);
  logFailure(services.logger, appError, { command: command.type });
  refuse(session, appError, echo, services);
  if (command.type !== "auth") return;
  services.authRequests.inc({ method: "socket", result: appError.code });
  const reason = endsSocket(session, appError.code);
  if (reason !== undefined) session.close(reason);
}

/** A bad token ends the socket; where it could not be checked, or is one socket too many, a newcomer is sent away to come back. */
function endsSocket({ identity }: SocketSession, code: ErrorCode): CloseReason | undefined {
  if (code === "unauthenticated" || code === "token_expired") return code;
  const comesBack = code === "unavailable" || code === "rate_limited";
  return comesBack && identity === undefined ? "overloaded" : undefined;
}

function refuse(session: SocketSession, error: AppError, echo: Echo, { metrics }: SocketServices): void {
  metrics.commandRefused(error.code);
  session.send(toErrorFrame(error, echo));
}
