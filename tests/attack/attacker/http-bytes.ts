import type { Target } from "./target.ts";

export interface RequestParts {
  readonly method: string;
  readonly path: string;
  readonly body?: string | Buffer;
  /** Without it the attacker is nobody. */
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Another than the attacker's one. */
  readonly address?: string;
}

/** A request as it goes over the wire, kept alive. */
export function requestBytes(target: Target, parts: RequestParts): Buffer {
  const { method, path, token, headers = {}, address = target.address } = parts;
  const body = parts.body === undefined ? undefined : Buffer.from(parts.body);
  const lines = [
    `${method} ${path} HTTP/1.1`,
    `Host: ${target.host}:${target.port}`,
    `X-Forwarded-For: ${address}`,
    ...(token === undefined ? [] : [`Authorization: Bearer ${token}`]),
    ...(body === undefined ? [] : ["Content-Type: application/json", `Content-Length: ${body.length}`]),
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ];
  return Buffer.concat([Buffer.from(`${lines.join("\r\n")}\r\n\r\n`), body ?? Buffer.alloc(0)]);
}

export interface HttpAnswer {
  readonly status: number;
  readonly body: Buffer;
  /** Whether the server ends the connection now. */
  readonly closes: boolean;
}

/** Takes answers out of a stream of bytes. An upgrade (101) is taken with all that follows its head as its body. */
export class HttpAnswers {
  #rest: Buffer = Buffer.alloc(0);

  push(chunk: Buffer, take: (answer: HttpAnswer) => void): void {
    let bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    for (let found = firstAnswer(bytes); found !== undefined; found = firstAnswer(bytes)) {
      bytes = bytes.subarray(found.end);
      take(found.answer);
    }
    this.#rest = bytes;
  }
}

function firstAnswer(bytes: Buffer): { answer: HttpAnswer; end: number } | undefined {
  const headEnd = bytes.indexOf("\r\n\r\n");
  if (headEnd < 0) return undefined;
  const head = bytes.toString("latin1", 0, headEnd).toLowerCase();
  const start = headEnd + 4;
  const status = Number(head.slice(9, 12));
  const closes = head.includes("\r\nconnection: close");
  const answer = (from: number, to: number, end: number) => ({
    answer: { status, closes, body: bytes.subarray(from, to) },
    end,
  });
  if (status === 101) return answer(start, bytes.length, bytes.length);
  if (status === 100 || status === 204 || status === 304) return answer(start, start, start);
  const length = /\r\ncontent-length: (\d+)/.exec(head)?.[1];
  if (length !== undefined) {
    const end = start + Number(length);
    return bytes.length < end ? undefined : answer(start, end, end);
  }
  // Chunked; what is in it only matters to the few that send a length too.
  const last = bytes.indexOf("0\r\n\r\n", start);
  return last < 0 ? undefined : answer(start, last, last + 5);
}
