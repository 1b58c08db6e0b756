/** One request that the fake answered. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Headers;
  readonly body: unknown;
}

type Answer =
  | { readonly status?: number; readonly body: unknown; readonly headers?: Readonly<Record<string, string>> }
  | "unreachable";

/** Stands in for `fetch`: answers by `METHOD /path`, keeps what was asked. */
export function fakeApi(answers: Record<string, (request: SeenRequest) => Answer | Promise<Answer>>) {
  const seen: SeenRequest[] = [];
  const fakeFetch = async (url: string, init: RequestInit): Promise<Response> => {
    const { pathname, search } = new URL(url);
    const method = init.method ?? "GET";
    const body: unknown = typeof init.body === "string" ? JSON.parse(init.body) : undefined;
    const request = { method, path: pathname + search, headers: new Headers(init.headers), body };
    seen.push(request);
    const answer = await answers[`${method} ${pathname}`]?.(request);
    if (answer === undefined || answer === "unreachable") throw new TypeError("fetch failed");
    const text = typeof answer.body === "string" ? answer.body : JSON.stringify(answer.body);
    return new Response(text, { status: answer.status ?? 200, headers: answer.headers ?? {} });
  };
  return { fetch: fakeFetch, seen };
}

/** What register, login and refresh answer. */
export function tokensFor(userId: number, token: string, expiresIn = 900) {
  return {
    token,
    refresh_token: `refresh for ${token}`,
    expires_at: "2026-01-01T00:15:00.000Z",
    expires_in: expiresIn,
    user: {
      id: userId,
      username: `user-${userId}`,
      display_name: "",
      created_at: "2026-01-01T00:00:00.000Z",
      admin: false,
      disabled: false,
    },
  };
}
