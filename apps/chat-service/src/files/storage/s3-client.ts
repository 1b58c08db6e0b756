import { createReadStream } from "node:fs";
import { type ClientRequest, Agent as HttpAgent, type IncomingMessage, request as httpRequest } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import { pipeline } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import { AwsV4Signer } from "aws4fetch";
import {
  maxStorageAnswerBytes,
  maxStorageReads,
  maxStorageWrites,
  storagePutMsPerMegabyte,
  storageReaderMs,
  storageRetryMs,
  storageTotalMs,
  storageTries,
  storageWaitMs,
} from "../../limits.ts";
import type { S3Place } from "./parse-files-url.ts";
import { readOnce } from "./read-once.ts";

export interface S3Request {
  readonly method: "GET" | "HEAD" | "PUT" | "DELETE";
  readonly key: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly file?: LocalFile;
}

/** A request's body. */
export interface LocalFile {
  readonly path: string;
  readonly size: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

export interface S3Answer {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  /** To be read or left; until then it holds its connection. */
  readonly body: AsyncIterableIterator<Uint8Array>;
}

/** S3 answered, but not with what was asked for. */
export class S3Refusal extends Error {
  override readonly name = "S3Refusal";
  readonly status: number;
  /** `NoSuchKey`, `SignatureDoesNotMatch` …; empty where the answer says none. */
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(`S3 answered ${[status, code].filter(Boolean).join(" ")}${message === "" ? "" : `: ${message}`}`);
    this.status = status;
    this.code = code;
  }
}

export interface S3Times {
  /** Ms without a sign of life. */
  readonly waitMs: number;
  /** Ms for all tries of a request, until its answer begins. */
  readonly totalMs: number;
  /** Ms before the second try. */
  readonly retryMs: number;
  /** Ms that the reader of an answer may pause. */
  readonly readerMs: number;
}

const standardTimes: S3Times = {
  waitMs: storageWaitMs,
  totalMs: storageTotalMs,
  retryMs: storageRetryMs,
  readerMs: storageReaderMs,
};

export interface S3ClientOptions extends Omit<S3Place, "kind" | "incoming"> {
  readonly times?: Partial<S3Times>;
  /** A certificate authority in place of those that Node trusts, as PEM. */
  readonly ca?: string;
}

/** Requests for objects of one bucket, signed (Signature Version 4), and tried again where that may help. */
export class S3Client {
  readonly #place: S3ClientOptions;
  readonly #base: string;
  readonly #times: S3Times;
  /** Slow readers must not keep writers from their connections. */
  readonly #agents: { readonly read: HttpAgent; readonly write: HttpAgent };
  readonly #signingKeys = new Map<string, ArrayBuffer>();

  constructor(options: S3ClientOptions) {
    const { endpoint, bucket, prefix, style, ca } = options;
    this.#place = options;
    this.#times = { ...standardTimes, ...options.times };
    const { protocol, host } = new URL(endpoint);
    this.#base = `${protocol}//${style === "host" ? `${bucket}.${host}` : `${host}/${bucket}`}/${prefix}`;
    const agent = (maxSockets: number) => {
      const settings = { keepAlive: true, maxSockets };
      return protocol === "https:"
        ? new HttpsAgent({ ...settings, ...(ca === undefined ? {} : { ca }) })
        : new HttpAgent(settings);
    };
    this.#agents = { read: agent(maxStorageReads), write: agent(maxStorageWrites) };
  }

  /** The beginning of a success. Throws S3Refusal, or what kept the last try from an answer. */
  async ask(request: S3Request): Promise<S3Answer> {
    const sendingMs = ((request.file?.size ?? 0) / 1e6) * storagePutMsPerMegabyte;
    const deadline = performance.now() + this.#times.totalMs + sendingMs;
    for (let tried = 1; ; tried++) {
      try {
        const answer = await this.#try(request, deadline - performance.now());
        if (answer.status >= 200 && answer.status < 300) return answer;
        throw await toRefusal(answer);
      } catch (error) {
        const pauseMs = this.#times.retryMs * 2 ** (tried - 1) * (0.5 + Math.random());
        const isOver = tried === storageTries || performance.now() + pauseMs > deadline;
        if (isOver || !mayPass(error)) throw error;
        await delay(pauseMs);
      }
    }
  }

  close(): void {
    for (const agent of Object.values(this.#agents)) agent.destroy();
  }

  async #try({ method, key, headers = {}, file }: S3Request, leftMs: number): Promise<S3Answer> {
    const { accessKeyId, secretAccessKey, region } = this.#place;
    const url = `${this.#base}${key}`;
    const signer = new AwsV4Signer({
      method,
      url,
      headers: { ...headers, ...(file === undefined ? {} : { "x-amz-content-sha256": file.sha256 }) },
      accessKeyId,
      secretAccessKey,
      region,
      service: "s3",
      cache: this.#signingKeys,
    });
    const signed = Object.fromEntries((await signer.sign()).headers);
    const length = file === undefined ? {} : { "content-length": String(file.size) };
    const send = url.startsWith("https:") ? httpsRequest : httpRequest;
    const agent = method === "GET" ? this.#agents.read : this.#agents.write;
    const message = await exchange(send(url, { method, agent, headers: { ...signed, ...length } }), file, {
      waitMs: this.#times.waitMs,
      leftMs,
    });
    const chunks = message[Symbol.asyncIterator]() as AsyncIterator<Buffer, undefined>;
    const body = readOnce(
      { read: async () => (await chunks.next()).value, close: () => void message.destroy() },
      { chunkMs: this.#times.waitMs, readerMs: this.#times.readerMs },
    );
    return { status: message.statusCode ?? 0, headers: message.headers, body };
  }
}

/** Sends the request, with the file as its body; the answer's beginning. */
function exchange(
  request: ClientRequest,
  file: LocalFile | undefined,
  { waitMs, leftMs }: { waitMs: number; leftMs: number },
): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const silence = (ms: number) =>
    Object.assign(new Error(`no answer within ${Math.round(ms)} ms`), { code: "ETIMEDOUT" });
  const endAfter = (ms: number) => setTimeout(() => request.destroy(silence(ms)), ms);
  const [wait, left] = [endAfter(waitMs), endAfter(Math.max(leftMs, 1))];
  const settle = () => {
    clearTimeout(wait);
    clearTimeout(left);
  };
  request.on("error", (error) => {
    settle();
    reject(error);
  });
  request.once("response", (answer) => {
    settle();
    // A refusal comes before all was sent; the rest is nobody's then.
    answer.once("end", () => {
      if (!request.writableFinished) request.destroy();
    });
    resolve(answer);
  });
  if (file === undefined) request.end();
  else {
    const body = createReadStream(file.path);
    // The file is read as fast as S3 takes it.
    body.on("data", () => wait.refresh());
    pipeline(body, request, (error) => {
      if (error instanceof Error) request.destroy(error);
    });
  }
  return promise;
}

async function toRefusal({ status, body }: S3Answer): Promise<S3Refusal> {
  let text = "";
  for await (const chunk of body) {
    text += Buffer.from(chunk).toString("utf8");
    if (text.length > maxStorageAnswerBytes) break;
  }
  const element = (name: string) => new RegExp(`<${name}>([^<]{1,300})</${name}>`).exec(text)?.[1] ?? "";
  return new S3Refusal(status, element("Code"), element("Message"));
}

/** Whether the same request may succeed a little later. What has no code is a bug. */
export function mayPass(error: unknown): boolean {
  if (!(error instanceof S3Refusal)) return error instanceof Error && "code" in error;
  return error.status >= 500 || error.status === 429 || error.status === 408 || error.code === "RequestTimeout";
}
