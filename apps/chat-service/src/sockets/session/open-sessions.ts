import { accountSubject, rateLimited } from "@hubbub/rate-limits";
import type { Identity } from "../../identity/identity.ts";
import { maxEndedPerTurn, openSocketsRetryMs, revocationGatherMs, socketSweepMs } from "../../limits.ts";
import { checkDeadlines } from "./check-deadlines.ts";
import type { Admission, ConnectionGate } from "./connection-gate.ts";
import { CrowdedAddress } from "./crowded-address.ts";
import { drainSockets } from "./drain-sockets.ts";
import { FrameAllowance } from "./frame-allowance.ts";
import { leaveJoinedRoom } from "./leave-joined-room.ts";
import type { SocketServices } from "./socket-services.ts";
import { type RawSocket, SocketSession } from "./socket-session.ts";

/** Every session of this instance from its opening to its end, whichever protocol its client speaks. */
export class OpenSessions {
  readonly #services: SocketServices;
  readonly #gate: ConnectionGate;
  readonly #crowd = new CrowdedAddress((address) =>
    this.#services.logger.warn(
      { address },
      "most connections come from one private address, and have the limits of one: if it is a proxy, set TRUSTED_PROXIES",
    ),
  );
  readonly #sessions = new Set<SocketSession>();
  readonly #sweep: NodeJS.Timeout;
  #revoking: NodeJS.Timeout | undefined;

  constructor(services: SocketServices, gate: ConnectionGate) {
    this.#services = services;
    this.#gate = gate;
    this.#sweep = setInterval(() => this.#checkDeadlines(), socketSweepMs);
    services.revocations.onNews(() => {
      this.#revoking ??= setTimeout(() => {
        this.#revoking = undefined;
        this.#endRevoked();
      }, revocationGatherMs);
    });
  }

  get size(): number {
    return this.#sessions.size;
  }

  /** Whether one more connection of this address is taken. */
  admit(address: string): Admission {
    const admission = this.#gate.admit(this.#sessions.size, address);
    if (admission.admitted) this.#crowd.connected(address);
    return admission;
  }

  open(socket: RawSocket, address: string): SocketSession {
    const authenticated = this.#gate.waitForAuth(address);
    const events = {
      onAuthenticate: (identity: Identity) => {
        this.#countSocketOf(identity);
        authenticated();
      },
      onAbuse: (abusive: SocketSession) => {
        this.#gate.abused(abusive.identity, address);
        this.#services.logger.info({ userId: abusive.identity?.userId, address }, "ended a socket for what it sent");
      },
      onRemoved: (reader: SocketSession, roomId: number) => this.#removed(reader, roomId),
      onClosed: authenticated,
    };
    const session = new SocketSession(socket, events, new FrameAllowance(this.#services.socketRates));
    this.#sessions.add(session);
    return session;
  }

  /** The connection is gone, by whichever side. */
  closed(session: SocketSession, code: number): void {
    this.#services.metrics.disconnected(code);
    const { logger } = this.#services;
    if (logger.isLevelEnabled("debug")) {
      const seconds = (performance.now() - session.openedMs) / 1_000;
      logger.debug({ userId: session.identity?.userId, code, seconds: Math.round(seconds) }, "socket closed");
    }
    this.#sessions.delete(session);
    session.closed();
    if (session.identity !== undefined) this.#services.openSockets?.release(accountSubject(session.userId));
    this.#services.people.remove(session);
    this.#services.delivery.dropReader(session);
    this.#services.peoplePresence.disconnected(session);
    for (const roomId of session.rooms) leaveJoinedRoom(session, roomId, this.#services);
  }

  /** Admits nobody any more and sends everybody away, spread over `drainMs`. */
  async drain(drainMs: number): Promise<void> {
    this.#gate.close();
    await drainSockets(this.#sessions, drainMs);
  }

  stop(): void {
    clearInterval(this.#sweep);
    clearTimeout(this.#revoking);
    for (const session of this.#sessions) session.close("shutdown");
  }

  #checkDeadlines(): void {
    const nowMs = Date.now();
    let ended = 0;
    for (const session of this.#sessions) {
      // What was opened together is due together, and ending a socket costs as much as dozens of deliveries.
      if (ended >= maxEndedPerTurn) return void setImmediate(() => this.#checkDeadlines());
      const wasOpen = session.open;
      checkDeadlines(session, nowMs);
      if (wasOpen && !session.open) ended += 1;
    }
  }

  /** Whose session has ended hears so; who is no admin any more comes back with another token. Some in a turn, as above. */
  #endRevoked(): void {
    let ended = 0;
    for (const session of this.#sessions) {
      const { identity } = session;
      const reason = identity === undefined ? undefined : this.#services.revocations.reasonFor(identity);
      if (reason === undefined || !session.open) continue;
      if (ended >= maxEndedPerTurn) return void setImmediate(() => this.#endRevoked());
      session.close(reason);
      ended += 1;
    }
  }

  /** Throws `rate_limited` for an account that has as many sockets open as it may, or opens them too often. */
  #countSocketOf({ userId }: Identity): void {
    const { openSockets, metrics } = this.#services;
    if (openSockets?.take(accountSubject(userId)) === false) {
      metrics.limited("open_sockets");
      throw rateLimited(openSocketsRetryMs, "You are connected too many times; close some windows");
    }
    try {
      this.#gate.assertMayConnect(userId);
    } catch (error) {
      openSockets?.release(accountSubject(userId));
      throw error;
    }
  }

  /** The room's log says that this person is no longer one of it. */
  #removed(session: SocketSession, roomId: number): void {
    const { typing, presence, peoplePresence } = this.#services;
    session.rooms.delete(roomId);
    peoplePresence.left(session, roomId);
    typing.stop(roomId, session.userId);
    presence.evict(roomId, session.userId);
  }
}
