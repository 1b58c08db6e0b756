import { type ClientFrame, maxFrameBytes, type ServerFrame, type ServerFrameOf } from "@hubbub/ws-protocol";
import { HubbubError } from "../hubbub-error.ts";
import { connectTimeoutMs } from "../limits.ts";
import { Answers } from "./answers.ts";
import { Heartbeat } from "./heartbeat.ts";
import type { SocketLike } from "./socket-like.ts";

export interface LiveSocketEvents {
  /** Signed in on this socket. */
  readonly onReady: (welcome: ServerFrameOf<"success">) => void;
  /** Every frame, in order. Answers come here too, for their promise resolves only after the frames that follow them. */
  readonly onFrame: (frame: ServerFrame) => void;
  /** Once, whichever side ended it; 1006 where there was no close frame. */
  readonly onEnd: (code: number) => void;
}

/** One socket from its opening to its end: signs in, keeps a heartbeat, matches answers to commands. */
export class LiveSocket {
  readonly #socket: SocketLike;
  readonly #events: LiveSocketEvents;
  readonly #answers = new Answers(() => this.end(lost));
  readonly #connectTimer: ReturnType<typeof setTimeout>;
  #heartbeat: Heartbeat | undefined;
  #ended = false;

  constructor(socket: SocketLike, token: string, events: LiveSocketEvents) {
    this.#socket = socket;
    this.#events = events;
    this.#connectTimer = setTimeout(() => this.end(lost), connectTimeoutMs);
    socket.addEventListener("open", () => void this.#signIn(token));
    socket.addEventListener("message", (event) => this.#receive(event.data));
    socket.addEventListener("close", (event) => this.#finish(event.code));
  }

  /** Resolves with the answer. Rejects with the server's error, or `unavailable` if the socket ends before. */
  request(frame: ClientFrame): Promise<ServerFrame> {
    if (this.#ended) return Promise.reject(connectionLost());
    return this.#answers.expect((ref) => this.#send({ ...frame, ref }));
  }

  /** For commands that have no answer. */
  tell(frame: ClientFrame): void {
    if (!this.#ended) this.#send(frame);
  }

  /** A new token in place of the old one. */
  async renew(token: string): Promise<ServerFrameOf<"success">> {
    const answer = await this.request({ type: "auth", token });
    if (answer.type !== "success") throw new HubbubError("internal", `Unexpected answer ${answer.type}`);
    return answer;
  }

  /** Asks whether the other side is still there. */
  probe(): void {
    this.#heartbeat?.ask();
  }

  /** Ends it without waiting for the other side, which may be gone. */
  end(code: number): void {
    if (this.#ended) return;
    this.#socket.close(1000);
    this.#finish(code);
  }

  async #signIn(token: string): Promise<void> {
    if (this.#ended) return;
    try {
      const welcome = await this.renew(token);
      clearTimeout(this.#connectTimer);
      this.#heartbeat = new Heartbeat({
        silenceMs: welcome.heartbeat_ms,
        ping: () => this.tell({ type: "ping" }),
        onDead: () => this.end(lost),
      });
      this.#events.onReady(welcome);
    } catch (error) {
      this.end(toCloseCode(error));
    }
  }

  #receive(data: unknown): void {
    if (this.#ended || typeof data !== "string") return;
    this.#heartbeat?.heard();
    const frame = JSON.parse(data) as ServerFrame;
    this.#answers.settle(frame);
    this.#events.onFrame(frame);
  }

  #send(frame: ClientFrame): void {
    const text = JSON.stringify(frame);
    if (text.length > maxFrameBytes / 3 && new TextEncoder().encode(text).length > maxFrameBytes) {
      throw new HubbubError("payload_too_large", "The message is too large");
    }
    this.#socket.send(text);
  }

  #finish(code: number): void {
    if (this.#ended) return;
    this.#ended = true;
    clearTimeout(this.#connectTimer);
    this.#heartbeat?.stop();
    this.#answers.failAll(connectionLost());
    this.#events.onEnd(code);
  }
}

/** What a browser reports when a connection ends without a close frame. */
const lost = 1006;

function connectionLost(): HubbubError {
  return new HubbubError("unavailable", "The connection was lost");
}

/** A refused `auth` is followed by a close with the matching code; this is that code, without the wait for it. */
function toCloseCode(error: unknown): number {
  if (!(error instanceof HubbubError)) return lost;
  if (error.code === "token_expired") return 4005;
  return error.code === "unauthenticated" ? 4500 : lost;
}
