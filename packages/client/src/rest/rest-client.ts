import { HubbubError } from "../hubbub-error.ts";
import { patiently, type Patience } from "../refusals/patiently.ts";
import { type ApiRequest, callApi } from "./call-api.ts";

/** Where access tokens come from: the session. */
export interface TokenSource {
  /** `fresh` asks for a new one even though the known one has not expired. */
  accessToken(mode: "cached" | "fresh"): Promise<string>;
  /** How long the last one is good yet, by the server's count; 0 where there is none. */
  readonly leftMs: number;
}

/** Who hears what the server answers, whoever asked. */
export interface Listening {
  /** The present place in the order of what the server tells. */
  now(): number;
  learn(answer: unknown, asOf: number): void;
}

export interface RestRequest extends ApiRequest {
  /**
   * `wait`, as a GET does anyway: refused for now, it is made again when the server says. `tell`: that is told to who
   * asked, as for what a person does knowingly and would not want to happen half a minute later.
   */
  readonly whenRefused?: "wait" | "tell";
  readonly patience?: ReadPatience | undefined;
}

/** Who waits along with a request: hears of each wait, and may give it up. */
export type ReadPatience = Pick<Patience, "signal" | "onWait">;

/** Requests with the session's access token; a token that the server no longer takes is renewed once. */
export class RestClient {
  readonly #baseUrl: string;
  readonly #tokens: TokenSource;
  readonly #listening: Listening | undefined;
  #life = new AbortController();

  constructor(baseUrl: string, tokens: TokenSource, listening?: Listening) {
    this.#baseUrl = baseUrl;
    this.#tokens = tokens;
    this.#listening = listening;
  }

  /** Aborted when nobody wants an answer any more: the next session is another person's. */
  get life(): AbortSignal {
    return this.#life.signal;
  }

  /** Nothing that waits is made any more: the next session is another person's. */
  giveUp(): void {
    this.#life.abort();
    this.#life = new AbortController();
  }

  async call<Answer>(restRequest: RestRequest): Promise<Answer> {
    const { whenRefused, patience, ...request } = restRequest;
    const waits = (whenRefused ?? (request.method === "GET" ? "wait" : "tell")) === "wait";
    if (!waits) return await this.#call(request);
    const life = this.#life.signal;
    const signal = patience?.signal === undefined ? life : AbortSignal.any([life, patience.signal]);
    const answer = () => this.#call<Answer>({ ...request, signal: patience?.signal });
    return await patiently(answer, { signal, onWait: patience?.onWait });
  }

  async #call<Answer>(request: ApiRequest): Promise<Answer> {
    const listening = this.#listening;
    const life = this.#life.signal;
    const askedAt = listening?.now() ?? 0;
    const answer = await this.withToken((token) => callApi<Answer>(this.#baseUrl, { ...request, token }));
    if (!life.aborted) listening?.learn(answer, request.method === "GET" ? askedAt : listening.now());
    return answer;
  }

  /** Asks with the session's token, and once more with a new one where the server does not take it. */
  async withToken<Answer>(ask: (token: string) => Promise<Answer>): Promise<Answer> {
    const token = await this.#tokens.accessToken("cached");
    try {
      return await ask(token);
    } catch (error) {
      if (!(error instanceof HubbubError) || error.status !== 401) throw error;
      return await ask(await this.#tokens.accessToken("fresh"));
    }
  }
}
