import { type ClientFrame, maxFrameBytes, type ServerFrame, type ServerFrameOf } from "@hubbub/ws-protocol";
import { HubbubError, toHubbubError } from "../hubbub-error.ts";
import { connectTimeoutMs, socketRestMs } from "../limits.ts";
import { retryDelayMs } from "../refusals/retry-delay.ts";
import { Answers } from "./answers.ts";
import { fromErrorFrame } from "./from-error-frame.ts";
import { Heartbeat } from "./heartbeat.ts";
import { readFrame, type ReceivedFrame } from "./read-frame.ts";
import type { SocketLike } from "./socket-like.ts";

export interface LiveSocketEvents {
  /** Signed in on this socket. */
  readonly onReady: (welcome: ServerFrameOf<"success">) => void;
  /** Every frame, in order. Answers come here too, for their promise resolves only after the frames that follow them. */
  readonly onFrame: (frame: ReceivedFrame) => void;
  /**
   * Once, whichever side ended it; 1006 where there was no close frame. `restMs`: how long the server wants to be left
   * alone, 0 where it did not say. `refusal`: why it did not take the token.
   */
  readonly onEnd: (code: number, restMs: number, refusal?: HubbubError) => void;
}

/** What a connection begins with. */
export interface SignIn {
  readonly token: string;
  readonly state: "online" | "away";
}

/**
 * One socket from its opening to its end: signs in, keeps a heartbeat, matches answers to commands. Where the server
 * refuses frames without reading them, it is left alone for as long as it says.
 */
export class LiveSocket {
  readonly #socket: SocketLike;
  readonly #events: LiveSocketEvents;
  readonly #answers = new Answers(() => this.end(lost));
  readonly #connectTimer: ReturnType<typeof setTimeout>;
  #heartbeat: Heartbeat | undefined;
  #ended = false;
  /** As `performance.now()` counts. */
  #restUntilMs = 0;

  /** `state`: whether somebody sits before this program. */
  constructor(socket: SocketLike, { token, state }: SignIn, events: LiveSocketEvents) {
    this.#socket = socket;
    this.#events = events;
    this.#connectTimer = setTimeout(() => this.end(lost), connectTimeoutMs);
    socket.addEventListener("open", () => void this.#signIn({ token, state }));
    socket.addEventListener("message", (event) => this.#receive(event.data));
    socket.addEventListener("close", (event) => this.#finish(event.code));
  }

  /**
   * Resolves with the answer. Rejects with the server's error, with `unavailable` if the socket ends before, and with
   * `rate_limited` while it rests.
   */
  request(frame: ClientFrame): Promise<ServerFrame> {
    if (this.#ended) return Promise.reject(connectionLost());
    if (this.#restMs > 0) return Promise.reject(resting(this.#restMs));
    return this.#answers.expect((ref) => this.#send({ ...frame, ref }));
  }

  /** A command without an answer, which may be dropped. */
  signal(frame: ClientFrame): void {
    if (!this.#ended && this.#restMs <= 0) this.#send(frame);
  }

  /** A new token in place of the old one. */
  renew(token: string): Promise<ServerFrameOf<"success">> {
    return this.#auth({ token });
  }

  async #auth(said: Partial<SignIn> & Pick<SignIn, "token">): Promise<ServerFrameOf<"success">> {
    const answer = await this.request({ type: "auth", ...said });
    if (answer.type !== "success") throw new HubbubError("internal", `Unexpected answer ${answer.type}`);
    return answer;
  }

  /** Asks whether the other side is still there. */
  probe(): void {
    this.#heartbeat?.ask();
  }

  /** Ends it without waiting for the other side, which may be gone. */
  end(code: number, refusal?: HubbubError): void {
    if (this.#ended) return;
    this.#finish(code, refusal);
    this.#socket.close(1000);
  }

  async #signIn(said: SignIn): Promise<void> {
    if (this.#ended) return;
    try {
      const welcome = await this.#auth(said);
      clearTimeout(this.#connectTimer);
      this.#heartbeat = new Heartbeat({
        silenceMs: welcome.heartbeat_ms,
        ping: () => this.#send({ type: "ping" }),
        onDead: () => this.end(lost),
      });
      this.#events.onReady(welcome);
    } catch (cause) {
      const error = toHubbubError(cause);
      if (error.retryAfterMs !== undefined) this.#rest(error);
      this.end(toCloseCode(error), error);
    }
  }

  #receive(data: unknown): void {
    if (this.#ended || typeof data !== "string") return;
    this.#heartbeat?.heard();
    const frame = readFrame(data);
    if (frame === undefined) return;
    if (frame.type !== "later_event") this.#answers.settle(frame);
    if (frame.type === "error" && frame.ref === undefined) this.#refused(fromErrorFrame(frame));
    this.#events.onFrame(frame);
  }

  #send(frame: ClientFrame): void {
    const text = JSON.stringify(frame);
    if (text.length > maxFrameBytes / 3 && new TextEncoder().encode(text).length > maxFrameBytes) {
      throw new HubbubError("payload_too_large", "The message is too large");
    }
    this.#socket.send(text);
  }

  /** The server has not read something: whichever of the commands it was, none waits for an answer that never comes. */
  #refused(error: HubbubError): void {
    if (error.code !== "rate_limited" && error.code !== "overloaded") return;
    this.#rest(error);
    this.#answers.failAll(resting(this.#restMs, error));
  }

  #rest(error: HubbubError): void {
    const restMs = error.retryAfterMs === undefined ? socketRestMs : retryDelayMs(error, 0);
    this.#restUntilMs = Math.max(this.#restUntilMs, performance.now() + restMs);
  }

  get #restMs(): number {
    return this.#restUntilMs - performance.now();
  }

  #finish(code: number, refusal?: HubbubError): void {
    if (this.#ended) return;
    this.#ended = true;
    clearTimeout(this.#connectTimer);
    this.#heartbeat?.stop();
    this.#answers.failAll(connectionLost());
    this.#events.onEnd(code, Math.max(0, this.#restMs), refusal);
  }
}

/** What a browser reports when a connection ends without a close frame. */
const lost = 1006;

function resting(retryAfterMs: number, cause = new HubbubError("rate_limited")): HubbubError {
  return new HubbubError(cause.code, cause.message, { retryAfterMs, cause });
}

function connectionLost(): HubbubError {
  return new HubbubError("unavailable", "The connection was lost");
}

/** A refused `auth` is followed by a close with the matching code; this is that code, without the wait for it. */
function toCloseCode(error: HubbubError): number {
  if (error.code === "token_expired") return 4005;
  return error.code === "unauthenticated" ? 4500 : lost;
}
