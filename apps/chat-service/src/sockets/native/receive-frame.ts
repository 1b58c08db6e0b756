import { AppError, type ErrorCode, toAppError } from "@hubbub/errors";
import { rateLimited } from "@hubbub/rate-limits";
import { logFailure, epochNowUs, type Span } from "@hubbub/service-runtime";
import type { CloseReason, ServerFrame } from "@hubbub/ws-protocol";
import { recordCommand } from "../../events/record-command.ts";
import { recordSocketAuth } from "../../events/record-socket-auth.ts";
import { maxEchoedFrameBytes } from "../../limits.ts";
import type { Actor } from "../../room-log/actor.ts";
import type { Command } from "../commands/command.ts";
import type { CommandAnswer, CommandCall } from "../commands/command-call.ts";
import { commandTable } from "../commands/command-table.ts";
import { sendAuthFirst } from "../session/auth-awaited.ts";
import type { Echo } from "../session/echo.ts";
import { commandSpan, placeOf, toSpanEnd } from "../commands/command-span.ts";
import type { Overspent } from "../session/frame-allowance.ts";
import type { SocketServices } from "../session/socket-services.ts";
import type { SocketSession } from "../session/socket-session.ts";
import { toErrorFrame } from "../session/to-error-frame.ts";
import { readEcho, readFrame } from "./read-frame.ts";

export interface FrameOptions {
  /** Text that is no JSON object is a message. */
  readonly plain?: boolean;
  /** Known where the frame itself need not be read for it. */
  readonly echo?: Echo;
}

/**
 * Takes one text frame of a client: reads it unless the socket sends too much, lines it up behind the socket's other
 * commands, and answers it. Does nothing for a closed session.
 */
export function receiveFrame(
  session: SocketSession,
  frame: Buffer | string,
  services: SocketServices,
  { plain = false, echo: known }: FrameOptions = {},
): void {
  if (!session.open) return;
  const receivedUs = epochNowUs();
  const nowMs = performance.now();
  const bytes = Buffer.byteLength(frame);
  const overspent = session.allowance.spend(nowMs, bytes);
  if (overspent !== undefined) {
    const echo = known ?? (bytes <= maxEchoedFrameBytes ? readEcho(frame.toString()) : {});
    return refuseOverspent(session, overspent, { nowMs, echo }, services);
  }
  const { beforeAuth } = session;
  if (beforeAuth && !session.allowance.mayPrecedeAuth(bytes)) return session.closeForAbuse("protocol_error");
  const read = readFrame(frame.toString(), { beforeAuth, plain });
  if ("refused" in read) {
    refuse(session, read.refused, read.echo, services);
    if (read.bad && !session.allowance.mayBeBad(nowMs)) session.closeForAbuse("protocol_error");
    return;
  }
  const { command, echo } = read;
  // Liveness must not wait for a slow join.
  if (command.type === "ping" && session.identity !== undefined) return answer(session, { type: "pong" }, echo);
  if (session.commands.full) {
    services.metrics.limited("unanswered_commands");
    const error = new AppError("overloaded", "Too many commands wait for their answer", { retryAfterMs: 1000 });
    return refuse(session, error, echo, services);
  }
  if (command.type === "auth") session.authsUnderWay += 1;
  const { tracing } = services;
  const span = tracing?.begin(commandSpan(command, receivedUs), command.traceparent);
  session.commands.push(commandTable[command.type].pace, (proceed) => {
    const call = { session, services, echo, receivedUs, proceed };
    if (tracing === undefined || span === undefined) return carryOut(command, call);
    return tracing.within(span, () => carryOut(command, call, span));
  });
}

/** Never rejects. */
async function carryOut(command: Command, call: Omit<CommandCall, "actor">, span?: Span): Promise<void> {
  const { session, services, echo, receivedUs } = call;
  let frame: ServerFrame | undefined;
  let failure: AppError | undefined;
  try {
    frame = await run(command, { ...call, actor: actorOf(session, command) });
    if (frame !== undefined) answer(session, frame, echo);
  } catch (error) {
    failure = fail(session, command, error, echo, services);
  }
  if (command.type === "auth") session.authsUnderWay -= 1;
  if (command.type === "auth" && failure === undefined) {
    recordSocketAuth(services.events, "ok", session.identity?.userId);
  }
  recordCommand(services.logger, command, failure ?? frame, session.userId, receivedUs);
  if (command.type !== "ping") services.metrics.commandDone(command.type, (epochNowUs() - receivedUs) / 1e6);
  span?.set(placeOf(frame));
  span?.end(failure && toSpanEnd(failure));
}

/** What came without being a frame, as a ping of the WebSocket protocol, costs as one. */
export function receiveControlFrame(session: SocketSession, bytes: number, services: SocketServices): void {
  if (!session.open) return;
  const nowMs = performance.now();
  const overspent = session.allowance.spend(nowMs, bytes);
  if (overspent === undefined) return;
  services.metrics.limited(overspent.limit);
  if (!session.allowance.mayGoOn(nowMs)) session.closeForAbuse("overloaded");
}

/** Says that it is too much, and ends the socket that goes on all the same: a WebSocket cannot be paused. */
function refuseOverspent(
  session: SocketSession,
  { limit, waitMs }: Overspent,
  { nowMs, echo }: { readonly nowMs: number; readonly echo: Echo },
  services: SocketServices,
): void {
  services.metrics.limited(limit);
  refuse(session, rateLimited(waitMs, "This socket sends too much at once"), echo, services);
  if (!session.allowance.mayGoOn(nowMs)) session.closeForAbuse("overloaded");
}

function run(command: Command, call: CommandCall): CommandAnswer {
  const entry = commandTable[command.type] as { run: (command: Command, call: CommandCall) => CommandAnswer };
  return entry.run(command, call);
}

const nobody: Actor = { userId: 0, username: "", serverAdmin: false };

function actorOf({ identity }: SocketSession, command: Command): Actor {
  if (identity !== undefined) return identity;
  if (command.type === "auth") return nobody;
  throw new AppError("unauthenticated", sendAuthFirst);
}

function answer(session: SocketSession, frame: ServerFrame, { ref }: Echo): void {
  const echoed = ref === undefined ? frame : withRef(frame, ref);
  if (frame.type === "message_ack") session.sendLater(echoed);
  else session.send(echoed);
}

function withRef({ type, ...fields }: ServerFrame, ref: string | number): ServerFrame {
  return { type, ref, ...fields } as ServerFrame;
}

function fail(
  session: SocketSession,
  command: Command,
  error: unknown,
  echo: Echo,
  services: SocketServices,
): AppError {
  const appError = toAppError(error);
  logFailure(services.logger, appError, { command: command.type, userId: session.identity?.userId });
  refuse(session, appError, echo, services);
  if (command.type !== "auth") return appError;
  recordSocketAuth(services.events, appError.code, session.identity?.userId);
  const reason = endsSocket(session, appError.code);
  if (reason !== undefined) session.close(reason);
  return appError;
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
