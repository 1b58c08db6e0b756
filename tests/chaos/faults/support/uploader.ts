import { createHash, randomBytes, randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { Person } from "../../load/sign-up.ts";

/** A file that a message brought along: the send was acknowledged. */
export interface BroughtFile {
  readonly id: string;
  readonly sha256: string;
  readonly seq: number;
}

export interface UploaderOptions {
  readonly person: Person;
  readonly roomId: number;
  /** Where it sends its files, slowly, and its messages: what does not answer is asked again. */
  readonly urls: { readonly files: string; readonly messages: string };
}

const size = 120_000;
const pieces = 6;
const pieceEveryMs = 15;
const retryMs = 100;
const timeoutMs = 10_000;

/** Somebody who uploads a file, sends it, and so on; nothing is given up but what is stopped. */
export class Uploader {
  readonly brought: BroughtFile[] = [];
  /** What was refused although nothing is wrong with it. */
  readonly refused: string[] = [];
  readonly #options: UploaderOptions;
  #stopped = false;

  constructor(options: UploaderOptions) {
    this.#options = options;
  }

  /** Until `stop`, and what was begun then is done. */
  async run(): Promise<void> {
    while (!this.#stopped) {
      const bytes = randomBytes(size);
      const id = await this.#upload(bytes);
      if (id === undefined) continue;
      const seq = await this.#send(id);
      if (seq !== undefined) {
        this.brought.push({ id, seq, sha256: createHash("sha256").update(bytes).digest("hex") });
      }
    }
  }

  stop(): void {
    this.#stopped = true;
  }

  /** An upload that failed is another one: nobody knows whether it came. */
  async #upload(bytes: Buffer): Promise<string | undefined> {
    const { urls, roomId } = this.#options;
    const answer = await this.#ask(`${urls.files}/api/v1/rooms/${roomId}/files?name=random.bin`, {
      body: slowly(bytes),
      duplex: "half",
    });
    if (answer === undefined) await pause(retryMs);
    return answer?.["id"] as string | undefined;
  }

  async #send(id: string): Promise<number | undefined> {
    const { urls, roomId } = this.#options;
    const key = randomUUID();
    for (;;) {
      const answer = await this.#ask(`${urls.messages}/api/v1/rooms/${roomId}/messages`, {
        headers: { "content-type": "application/json", "idempotency-key": key },
        body: JSON.stringify({ content: "", attachment_ids: [id] }),
      });
      if (answer !== undefined) return answer["seq"] as number | undefined;
      await pause(retryMs);
    }
  }

  /** Undefined where nobody answered, or only that it will be later; empty for what is refused. */
  async #ask(url: string, init: RequestInit & { duplex?: "half" }): Promise<Record<string, unknown> | undefined> {
    try {
      const response = await fetch(url, {
        ...init,
        method: "POST",
        headers: { ...init.headers, authorization: `Bearer ${this.#options.person.token}` },
        signal: AbortSignal.timeout(timeoutMs),
      });
      const json = (await response.json()) as Record<string, unknown>;
      if (response.ok) return json;
      if (response.status < 500) {
        this.refused.push(`${url} ${response.status} ${JSON.stringify(json)}`);
        return {};
      }
    } catch {
      // The instance is gone: another one answers, or the same when it is back.
    }
    return undefined;
  }
}

function slowly(bytes: Buffer): ReadableStream<Uint8Array> {
  let at = 0;
  const piece = Math.ceil(bytes.length / pieces);
  return new ReadableStream({
    async pull(controller) {
      await pause(pieceEveryMs);
      if (at >= bytes.length) return controller.close();
      controller.enqueue(Uint8Array.from(bytes.subarray(at, at + piece)));
      at += piece;
    },
  });
}
