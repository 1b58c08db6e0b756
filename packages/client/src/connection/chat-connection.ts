import {
  type ClientFrame,
  closeCodes,
  mayReconnect,
  type ServerFrame,
  type ServerFrameOf,
  speaks,
} from "@hubbub/ws-protocol";
import { HubbubError, toHubbubError } from "../hubbub-error.ts";
import { longestTimerMs, renewAtLeastMs, renewBeforeMs, stableAfterMs } from "../limits.ts";
import { reconnectDelayMs } from "../refusals/reconnect-delay.ts";
import type { TokenSource } from "../rest/rest-client.ts";
import type { Watchable } from "../store/watchable.ts";
import { Watched } from "../store/watched.ts";
import type { ConnectionState } from "./connection-state.ts";
import { LiveSocket } from "./live-socket.ts";
import type { ReceivedFrame } from "./read-frame.ts";
import type { SocketLike } from "./socket-like.ts";

export interface ChatConnectionOptions {
  /** `ws:` or `wss:`. */
  readonly url: string;
  readonly tokens: TokenSource;
  readonly openSocket: (url: string) => SocketLike;
  /** Of a browser, which does not say it by itself: why no socket opens. */
  readonly whyRefused?: (() => Promise<HubbubError | undefined>) | undefined;
  readonly onOnline: () => void;
  readonly onOffline: () => void;
  readonly onFrame: (frame: ReceivedFrame) => void;
  /** The server no longer takes this session. */
  readonly onSignedOut: () => void;
}

/** Keeps one socket to the chat service: comes back with full jitter, and stays away where the close code says so. */
export class ChatConnection {
  readonly #options: ChatConnectionOptions;
  readonly #state = new Watched<ConnectionState>({ status: "stopped" });
  readonly state: Watchable<ConnectionState> = this.#state;
  #live: LiveSocket | undefined;
  #attempt = 0;
  #wasOnline = false;
  #onlineSinceMs = 0;
  #needsFreshToken = false;
  #protocol: string | undefined;
  #ownPresence: "online" | "away" = "online";
  #begunAs: "online" | "away" = "online";
  /** Why this page may not connect at all, until it has. */
  #forbidden: HubbubError | undefined;
  /** Changes with each start and stop, so that what began before it has no effect after it. */
  #run = 0;
  #retryTimer: ReturnType<typeof setTimeout> | undefined;
  #renewTimer: ReturnType<typeof setTimeout> | undefined;
  #moveTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: ChatConnectionOptions) {
    this.#options = options;
  }

  /** What connections say of whether somebody sits before this program, from the next one on. */
  beginAs(state: "online" | "away"): void {
    this.#ownPresence = state;
  }

  /** What the last connection said of that. */
  get begunAs(): "online" | "away" {
    return this.#begunAs;
  }

  /** The version of its protocol that the server said last; undefined before it said one, as those of before 1.3 never do. */
  get protocol(): string | undefined {
    return this.#protocol;
  }

  start(): void {
    if (this.#state.snapshot().status === "stopped") void this.#connect();
  }

  stop(): void {
    this.#drop();
    this.#state.set({ status: "stopped" });
  }

  /** Does not wait for the next attempt; where the connection seems fine, asks whether it is. */
  tryNow(): void {
    const { status } = this.#state.snapshot();
    if (status === "online") this.#live?.probe();
    if (status === "waiting") void this.#connect();
  }

  /** Leaves this socket for a new one: what it delivered cannot be trusted. */
  restart(): void {
    this.#live?.end(1006);
  }

  /**
   * Rejects with the server's error, with `unavailable` where there is no connection or it is lost, and with `invalid_argument`
   * where the server would take it for something else.
   */
  async request(frame: ClientFrame): Promise<ServerFrame> {
    if (this.#live === undefined || this.#state.snapshot().status !== "online") {
      throw new HubbubError("unavailable", "There is no connection");
    }
    const lack = this.#lackFor(frame);
    if (lack !== undefined) throw new HubbubError("invalid_argument", lack);
    return await this.#live.request(frame);
  }

  /** A command without an answer, which may be dropped: it is while there is no connection. */
  signal(frame: ClientFrame): void {
    if (this.#state.snapshot().status === "online" && this.#lackFor(frame) === undefined) this.#live?.signal(frame);
  }

  /**
   * Servers do not look at fields that they do not know: before 1.4 they take what is meant for a thread for its room, and before
   * 1.5 they leave out files.
   */
  #lackFor(frame: ClientFrame): string | undefined {
    const isInThread = "thread_seq" in frame && frame.thread_seq !== undefined;
    if (isInThread && !speaks(this.#protocol, "1.4")) return "This server knows no threads yet";
    const hasFiles = "attachment_ids" in frame && frame.attachment_ids !== undefined;
    return hasFiles && !speaks(this.#protocol, "1.5") ? "This server takes no files yet" : undefined;
  }

  async #connect(): Promise<void> {
    this.#drop();
    const run = this.#run;
    const refusal = this.#forbidden;
    this.#state.set({ status: "connecting", attempt: this.#attempt, lost: this.#wasOnline, refusal });
    try {
      const token = await this.#options.tokens.accessToken(this.#needsFreshToken ? "fresh" : "cached");
      if (run !== this.#run) return;
      this.#needsFreshToken = false;
      this.#open(token);
    } catch (error) {
      if (run !== this.#run) return;
      if (error instanceof HubbubError && error.status === 401) this.#endSession();
      else this.#retryLater(toHubbubError(error).retryAfterMs, toHubbubError(error));
    }
  }

  #open(token: string): void {
    this.#begunAs = this.#ownPresence;
    const signIn = { token, state: this.#begunAs };
    const live = new LiveSocket(this.#options.openSocket(this.#options.url), signIn, {
      onReady: (welcome) => live === this.#live && this.#ready(welcome),
      onFrame: (frame) => live === this.#live && this.#receive(frame),
      onEnd: (code, restMs, refusal) => live === this.#live && this.#lost(code, restMs, refusal),
    });
    this.#live = live;
  }

  #ready(welcome: ServerFrameOf<"success">): void {
    this.#wasOnline = true;
    this.#forbidden = undefined;
    this.#onlineSinceMs = performance.now();
    this.#protocol = welcome.protocol;
    this.#renewLater();
    this.#state.set({ status: "online", serverId: welcome.server_id });
    this.#options.onOnline();
  }

  #receive(frame: ReceivedFrame): void {
    if (frame.type === "token_expiring") void this.#renew();
    else if (frame.type === "reconnect") this.#moveTimer = setTimeout(() => void this.#move(), frame.after_ms);
    else this.#options.onFrame(frame);
  }

  #lost(code: number, restMs: number, refusal?: HubbubError): void {
    const wasOnline = this.#state.snapshot().status === "online";
    const wasStable = wasOnline && performance.now() - this.#onlineSinceMs >= stableAfterMs;
    // Closed as overloaded again and again, it comes back later and later.
    if (wasStable && code !== closeCodes.overloaded) this.#attempt = 0;
    this.#needsFreshToken = code === closeCodes.token_expired;
    if (mayReconnect(code)) {
      this.#retryLater(restMs, refusal);
      // Whoever was connected once may be: then it is the server that is away, and not to be asked besides.
      if (code === 1006 && refusal === undefined && !this.#wasOnline) void this.#askWhy();
    } else if (code === closeCodes.protocol_error) this.#end("protocol_error");
    else this.#endSession();
    if (wasOnline) this.#options.onOffline();
  }

  /** `leastMs`: before that the server does not want to be asked. */
  #retryLater(leastMs = 0, error?: HubbubError): void {
    this.#drop();
    const delayMs = Math.min(leastMs + reconnectDelayMs(this.#attempt), longestTimerMs);
    this.#attempt += 1;
    this.#retryTimer = setTimeout(() => void this.#connect(), delayMs);
    const refusal = error?.code === "rate_limited" ? error : this.#forbidden;
    this.#state.set({ status: "waiting", attempt: this.#attempt, retryAtMs: performance.now() + delayMs, refusal });
  }

  async #askWhy(): Promise<void> {
    const why = await this.#options.whyRefused?.();
    const state = this.#state.snapshot();
    if (this.#wasOnline || (state.status !== "waiting" && state.status !== "connecting")) return;
    this.#forbidden = why;
    if (state.refusal?.code !== "rate_limited") this.#state.set({ ...state, refusal: why });
  }

  /** The server is about to go and has spread its readers' leaving: no further wait. */
  async #move(): Promise<void> {
    this.#attempt = 0;
    const connecting = this.#connect();
    this.#options.onOffline();
    await connecting;
  }

  #endSession(): void {
    this.#end("signed_out");
    this.#options.onSignedOut();
  }

  #end(reason: "signed_out" | "protocol_error"): void {
    this.#drop();
    this.#state.set({ status: "ended", reason });
  }

  #renewLater(): void {
    // By how long the token lives: the clocks may differ. `token_expiring` is there for the rest.
    const delayMs = Math.max(renewAtLeastMs, this.#options.tokens.leftMs - renewBeforeMs);
    clearTimeout(this.#renewTimer);
    this.#renewTimer = setTimeout(() => void this.#renew(), Math.min(delayMs, longestTimerMs));
  }

  async #renew(): Promise<void> {
    const live = this.#live;
    try {
      const token = await this.#options.tokens.accessToken("fresh");
      const welcome = await live?.renew(token);
      if (welcome !== undefined && live === this.#live) this.#renewLater();
    } catch (error) {
      if (live !== this.#live || live === undefined) return;
      if (error instanceof HubbubError && error.status === 401) this.#endSession();
      else {
        const delayMs = Math.max(renewAtLeastMs / 3, toHubbubError(error).retryAfterMs ?? 0);
        this.#renewTimer = setTimeout(() => void this.#renew(), delayMs);
      }
    }
  }

  #drop(): void {
    this.#run += 1;
    clearTimeout(this.#retryTimer);
    clearTimeout(this.#renewTimer);
    clearTimeout(this.#moveTimer);
    const live = this.#live;
    this.#live = undefined;
    live?.end(1000);
  }
}
