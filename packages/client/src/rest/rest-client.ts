import { HubbubError } from "../hubbub-error.ts";
import { type ApiRequest, callApi } from "./call-api.ts";

/** Where access tokens come from: the session. */
export interface TokenSource {
  /** `fresh` asks for a new one even though the known one has not expired. */
  accessToken(mode: "cached" | "fresh"): Promise<string>;
}

/** Requests with the session's access token; a token that the server no longer takes is renewed once. */
export class RestClient {
  readonly #baseUrl: string;
  readonly #tokens: TokenSource;

  constructor(baseUrl: string, tokens: TokenSource) {
    this.#baseUrl = baseUrl;
    this.#tokens = tokens;
  }

  async call<Answer>(request: ApiRequest): Promise<Answer> {
    const token = await this.#tokens.accessToken("cached");
    try {
      return await callApi<Answer>(this.#baseUrl, { ...request, token });
    } catch (error) {
      if (!(error instanceof HubbubError) || error.status !== 401) throw error;
      return await callApi<Answer>(this.#baseUrl, { ...request, token: await this.#tokens.accessToken("fresh") });
    }
  }
}
