import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { Person } from "../../load/sign-up.ts";

/** A message with a link: its send was acknowledged. */
export interface LinkingMessage {
  readonly seq: number;
  readonly link: string;
}

export interface LinkerOptions {
  readonly person: Person;
  readonly roomId: number;
  /** Where messages are sent; what does not answer is asked again. */
  readonly url: string;
  /** The site whose pages are linked to, each once. */
  readonly site: string;
}

const everyMs = 40;
const retryMs = 100;
const timeoutMs = 10_000;

/** Somebody who sends one link after the other. */
export class Linker {
  readonly sent: LinkingMessage[] = [];
  readonly #options: LinkerOptions;
  #stopped = false;

  constructor(options: LinkerOptions) {
    this.#options = options;
  }

  /** Until `stop`, and what was begun then is done. */
  async run(): Promise<void> {
    while (!this.#stopped) {
      const link = `${this.#options.site}/page-${randomUUID()}`;
      this.sent.push({ link, seq: await this.#send(`look at ${link}`) });
      await pause(everyMs);
    }
  }

  stop(): void {
    this.#stopped = true;
  }

  /** The same key each time: what was committed without an answer is not sent twice. */
  async #send(content: string): Promise<number> {
    const { url, roomId, person } = this.#options;
    const headers = {
      "content-type": "application/json",
      authorization: `Bearer ${person.token}`,
      "idempotency-key": randomUUID(),
    };
    for (;;) {
      try {
        const response = await fetch(`${url}/api/v1/rooms/${roomId}/messages`, {
          method: "POST",
          headers,
          body: JSON.stringify({ content }),
          signal: AbortSignal.timeout(timeoutMs),
        });
        const answer = (await response.json()) as { seq: number };
        if (response.ok) return answer.seq;
      } catch {
        // The instance is gone: it is asked again when it is back.
      }
      await pause(retryMs);
    }
  }
}
