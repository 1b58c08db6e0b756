import { errorCatalogue } from "@hubbub/errors";
import { HubbubError } from "../hubbub-error.ts";
import { endReasonTimeoutMs, renewBeforeMs } from "../limits.ts";
import { type ApiRequest, callApi } from "../rest/call-api.ts";
import type { SessionTokens, User } from "../rest/accounts-api.ts";
import { Watched } from "../store/watched.ts";
import type { Watchable } from "../store/watchable.ts";
import type { SessionState } from "./session-state.ts";

export interface SessionOptions {
  /** Without a slash at its end; empty in a page that the server itself serves. */
  readonly baseUrl: string;
  /** `cookie`: the browser keeps it where no script can read it; `memory`: for Node, lost with the process. */
  readonly refreshTokenIn: "cookie" | "memory";
}

/** Who is signed in, and the access token: in memory only. */
export class Session {
  readonly #options: SessionOptions;
  readonly #state = new Watched<SessionState>({ status: "unknown" });
  readonly state: Watchable<SessionState> = this.#state;
  /** The server's time less what `performance.now()` says. */
  #serverAheadMs: number | undefined;
  /** `expiresAtMs` as `performance.now()` counts. */
  #token: { readonly text: string; readonly expiresAtMs: number } | undefined;
  #refreshToken = "";
  #refreshing: Promise<string> | undefined;
  #wasSignedIn = false;

  constructor(options: SessionOptions) {
    this.#options = options;
  }

  /** Errors: `invalid_argument` and `already_exists` (with `fields`), `rate_limited`. */
  async register(account: { email: string; username: string; password: string }): Promise<void> {
    this.#accept(await this.#post<SessionTokens>("register", { ...account, use_cookie: this.#usesCookie }));
  }

  /** `name` is an email address or a username. Errors: `invalid_argument`, `unauthenticated`, `rate_limited`. */
  async login(name: string, password: string): Promise<void> {
    const who = name.includes("@") ? { email: name } : { username: name };
    this.#accept(await this.#post<SessionTokens>("login", { ...who, password, use_cookie: this.#usesCookie }));
  }

  /**
   * Takes up the session that the cookie carries; afterwards the state is known. Throws only if no answer came. `wasSignedIn`:
   * the program remembers that somebody was, so that no session any more is one that has ended.
   */
  async resume({ wasSignedIn = false }: { readonly wasSignedIn?: boolean } = {}): Promise<void> {
    this.#wasSignedIn = wasSignedIn;
    try {
      await this.accessToken("fresh");
    } catch (error) {
      if (this.#state.snapshot().status !== "signed_out") throw error;
    }
  }

  /** Ends the session on the server, then here. */
  async logout(): Promise<void> {
    const body = this.#usesCookie ? {} : { refresh_token: this.#refreshToken };
    const token = this.#token === undefined ? {} : { token: this.#token.text };
    try {
      await this.#post("logout", body, token);
    } catch (error) {
      if (!(error instanceof HubbubError) || error.status !== 401) throw error;
    }
    this.end("left");
  }

  /** What the account of whoever is signed in is now. */
  learn(user: User): void {
    const state = this.#state.snapshot();
    if (state.status === "signed_in" && state.user.id === user.id) this.#state.set({ status: "signed_in", user });
  }

  /** Forgets the session here, without telling the server. `because`: what the server said of it, a sentence. */
  end(reason: "never" | "left" | "ended", because?: string): void {
    this.#token = undefined;
    this.#refreshToken = "";
    this.#state.set({ status: "signed_out", reason, ...(because === undefined ? {} : { because }) });
  }

  /** The server closed what this session held open: it is asked why, and the session ends here in any case. */
  async endedElsewhere(): Promise<void> {
    this.#token = undefined;
    // An answer that is long in coming is not worth a page that seems alive.
    const asked = this.accessToken("fresh").then(ignore, ignore);
    await Promise.race([asked, new Promise((resolve) => setTimeout(resolve, endReasonTimeoutMs))]);
    if (this.#state.snapshot().status !== "signed_out") this.end("ended");
  }

  /** A token that is good for some time yet. Concurrent callers share one refresh. */
  async accessToken(mode: "cached" | "fresh"): Promise<string> {
    if (this.#state.snapshot().status === "signed_out") throw new HubbubError("unauthenticated");
    const token = this.#token;
    if (mode === "cached" && token !== undefined && this.leftMs > renewBeforeMs / 2) return token.text;
    this.#refreshing ??= this.#refresh().finally(() => (this.#refreshing = undefined));
    return await this.#refreshing;
  }

  async #refresh(): Promise<string> {
    const wasSignedIn = this.#wasSignedIn || this.#state.snapshot().status === "signed_in";
    try {
      const body = { refresh_token: this.#refreshToken, use_cookie: this.#usesCookie };
      const tokens = await this.#post<SessionTokens>("refresh", body);
      // Signed out while the answer was on its way.
      if (this.#state.snapshot().status === "signed_out") throw new HubbubError("unauthenticated");
      this.#accept(tokens);
      return tokens.token;
    } catch (error) {
      const isOut = this.#state.snapshot().status === "signed_out";
      // Who signed out meanwhile was not signed out by the server.
      if (!isOut && error instanceof HubbubError && refusals.has(error.status)) {
        if (wasSignedIn) this.end("ended", saidBy(error));
        else this.end("never");
      }
      throw error;
    }
  }

  #accept(tokens: SessionTokens): void {
    // By `expires_in`: this machine's clock may be wrong, and may be set right meanwhile.
    const expiresAtMs = performance.now() + tokens.expires_in * 1000;
    this.#token = { text: tokens.token, expiresAtMs };
    this.#serverAheadMs = Date.parse(tokens.expires_at) - expiresAtMs;
    this.#refreshToken = tokens.refresh_token;
    const state = this.#state.snapshot();
    if (state.status === "signed_in" && isSame(state.user, tokens.user)) return;
    this.#state.set({ status: "signed_in", user: tokens.user });
  }

  #post<Answer>(name: string, body: Record<string, unknown>, rest: Partial<ApiRequest> = {}): Promise<Answer> {
    return callApi(this.#options.baseUrl, { method: "POST", path: `/api/v1/users/${name}`, body, ...rest });
  }

  /** How long the access token is good yet; 0 where there is none. What the clock shows has no part in it. */
  get leftMs(): number {
    return Math.max(0, (this.#token?.expiresAtMs ?? 0) - performance.now());
  }

  /** The server's time, by its last token: for what ends at a time that it says. undefined before there was one. */
  get serverNowMs(): number | undefined {
    return this.#serverAheadMs === undefined ? undefined : performance.now() + this.#serverAheadMs;
  }

  get #usesCookie(): boolean {
    return this.#options.refreshTokenIn === "cookie";
  }
}

/** Malformed, unknown or over; of a disabled account. */
const refusals: ReadonlySet<number> = new Set([400, 401, 403]);

/** What the server says besides the error's code. */
function saidBy({ code, message }: HubbubError): string | undefined {
  return message === errorCatalogue[code].title ? undefined : message;
}

/** Whoever watches is told only of what is another: that one is a server admin no more, say. */
function isSame(one: User, other: User): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function ignore(): void {}
