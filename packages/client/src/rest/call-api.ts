import { HubbubError, toErrorCode, type FieldProblem } from "../hubbub-error.ts";
import { bytesTimeoutMs, requestTimeoutMs } from "../limits.ts";

export interface ApiRequest {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** From the root, such as `/api/v1/rooms`. */
  readonly path: string;
  /** Undefined and empty values are left out. */
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly body?: Readonly<Record<string, unknown>>;
  /** In the place of a body. */
  readonly bytes?: Blob;
  readonly token?: string;
  readonly idempotencyKey?: string;
  /** Nobody wants the answer any more: it is broken off, and rejects with `unavailable`. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * One HTTP request. Throws HubbubError only: what the server says (RFC 9457), or `unavailable` where no hubbub service
 * answered.
 */
export async function callApi<Answer>(baseUrl: string, request: ApiRequest): Promise<Answer> {
  const response = await send(baseUrl, request);
  const retryAfter = response.headers.get("retry-after");
  return toAnswer({ status: response.status, retryAfter, body: await readJson(response) }) as Answer;
}

export interface HttpAnswer {
  readonly status: number;
  /** The header. */
  readonly retryAfter: string | null;
  /** Undefined where it is no JSON. */
  readonly body: unknown;
}

/** What an answer says; throws what it refuses with. */
export function toAnswer(answer: HttpAnswer): unknown {
  const { status, body } = answer;
  if (status < 200 || status > 299) throw toError(answer);
  if (body === undefined) throw new HubbubError("internal", "The answer is not JSON", { status });
  return body;
}

async function send(baseUrl: string, request: ApiRequest): Promise<Response> {
  const headers: Record<string, string> = { accept: "application/json" };
  if (request.body !== undefined) headers["content-type"] = "application/json";
  if (request.token !== undefined) headers["authorization"] = `Bearer ${request.token}`;
  if (request.idempotencyKey !== undefined) headers["idempotency-key"] = request.idempotencyKey;
  try {
    return await fetch(baseUrl + request.path + toQuery(request.query), {
      method: request.method,
      headers,
      signal: AbortSignal.any([
        AbortSignal.timeout(request.bytes ? bytesTimeoutMs : requestTimeoutMs),
        ...(request.signal ? [request.signal] : []),
      ]),
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
      ...(request.bytes === undefined ? {} : { body: request.bytes }),
    });
  } catch (cause) {
    throw unreachable(cause);
  }
}

/** No answer came. */
export function unreachable(cause: unknown): HubbubError {
  return new HubbubError("unavailable", "The server cannot be reached", { cause });
}

export function toQuery(query: ApiRequest["query"]): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== "") parameters.set(name, String(value));
  }
  return parameters.size === 0 ? "" : `?${parameters.toString()}`;
}

async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}

interface ProblemBody {
  readonly code?: unknown;
  readonly detail?: unknown;
  readonly errors?: unknown;
  readonly retry_after_ms?: unknown;
}

function toError({ status, retryAfter, body }: HttpAnswer): HubbubError {
  const headerMs = toRetryAfterMs(retryAfter);
  if (typeof body !== "object" || body === null || !("code" in body)) {
    // A proxy answers so while no service is there, and when it limits by itself.
    const options = { status, retryAfterMs: headerMs };
    if (status === 429) return new HubbubError("rate_limited", undefined, options);
    return new HubbubError(status >= 502 && status <= 504 ? "unavailable" : "internal", undefined, options);
  }
  const problem: ProblemBody = body;
  return new HubbubError(toErrorCode(problem.code), typeof problem.detail === "string" ? problem.detail : undefined, {
    status,
    fields: Array.isArray(problem.errors) ? (problem.errors as FieldProblem[]) : [],
    retryAfterMs: typeof problem.retry_after_ms === "number" ? problem.retry_after_ms : headerMs,
  });
}

/** Only its seconds: a date would need this machine's clock. */
function toRetryAfterMs(header: string | null): number | undefined {
  return header !== null && /^\d{1,9}$/.test(header) ? Number(header) * 1_000 : undefined;
}
