import { type AppError, toProblem } from "@hubbub/errors";

/** An answer before it is written to the connection. */
export type Answer = WholeAnswer | StreamedAnswer;

interface AnswerHead {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Ends the connection after it. */
  readonly closeConnection?: boolean;
}

export interface WholeAnswer extends AnswerHead {
  readonly body: string;
}

/** Its chunks are asked for as the client takes them; whoever does not send it must `giveUp` it. */
export interface StreamedAnswer extends AnswerHead {
  /** Bytes of all chunks together. */
  readonly length: number;
  readonly chunks: AsyncIterator<Uint8Array, unknown>;
}

export function isStreamed(answer: Answer): answer is StreamedAnswer {
  return "chunks" in answer;
}

/** For an answer that nobody gets: lets go of what its chunks hold. */
export async function giveUp(answer: Answer): Promise<void> {
  if (isStreamed(answer)) await answer.chunks.return?.();
}

export function jsonAnswer(json: unknown): Answer {
  return { status: 200, headers: [["Content-Type", "application/json"]], body: JSON.stringify(json) };
}

export function withHeaders<Kind extends Answer>(answer: Kind, headers: Answer["headers"]): Kind {
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
