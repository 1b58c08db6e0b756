import { type AppError, toProblem } from "@hubbub/errors";

/** An answer before it is written to the connection. */
export interface Answer {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
  /** Ends the connection after it. */
  readonly closeConnection?: boolean;
}

export function jsonAnswer(json: unknown): Answer {
  return { status: 200, headers: [["Content-Type", "application/json"]], body: JSON.stringify(json) };
}

export function withHeaders(answer: Answer, headers: Answer["headers"]): Answer {
  return { ...answer, headers: [...answer.headers, ...headers] };
}

/** RFC 9457, with Retry-After in whole seconds where the error knows when. */
export function problemAnswer(error: AppError, headers: Answer["headers"] = []): Answer {
  const status = error.http;
  const after = error.retryAfterMs === undefined ? undefined : Math.max(1, Math.ceil(error.retryAfterMs / 1000));
  return {
    status,
    headers: [
      ["Content-Type", "application/problem+json"],
      ...(after === undefined ? [] : [["Retry-After", String(after)] as const]),
      ...(status === 401 ? [["WWW-Authenticate", "Bearer"] as const] : []),
      ...headers,
    ],
    body: JSON.stringify(toProblem(error)),
  };
}
