import { maxPublishBytesInFlight } from "../limits.ts";
import type { BrokerMetrics, DropReason } from "./broker-metrics.ts";
import type { Publication } from "./publication.ts";
import { publishSharded } from "./publish-sharded.ts";
import { publishTogether } from "./publish-together.ts";
import type { RedisLink } from "@hubbub/service-runtime/redis";

export interface PublishQueueOptions {
  readonly link: RedisLink;
  readonly sharded: boolean;
  readonly metrics: BrokerMetrics;
  readonly maxBytesInFlight?: number;
}

/** What is published in one turn of the event loop leaves as one write; bounded in bytes until Redis confirmed it. */
export class PublishQueue {
  readonly #options: PublishQueueOptions;
  readonly #maxBytes: number;
  #waiting: Publication[] = [];
  #bytesInFlight = 0;
  readonly #sending = new Set<Promise<void>>();

  constructor(options: PublishQueueOptions) {
    this.#options = options;
    this.#maxBytes = options.maxBytesInFlight ?? maxPublishBytesInFlight;
  }

  add(channel: string, message: Buffer): void {
    if (!this.#options.link.up) return this.#drop("away");
    if (this.#bytesInFlight + message.length > this.#maxBytes) return this.#drop("full");
    this.#account(message.length);
    this.#waiting.push({ channel, message });
    if (this.#waiting.length === 1) setImmediate(() => this.#flush());
  }

  /** Sends what waits and waits for Redis' answers, as long as a command may take. */
  async close(): Promise<void> {
    this.#flush();
    await Promise.all(this.#sending);
  }

  #flush(): void {
    if (this.#waiting.length === 0) return;
    const batch = this.#waiting;
    this.#waiting = [];
    const sending = this.#send(batch).finally(() => this.#sending.delete(sending));
    this.#sending.add(sending);
  }

  async #send(batch: readonly Publication[]): Promise<void> {
    const { sharded, link } = this.#options;
    const failures = await (sharded ? publishSharded : publishTogether)(link.redis, batch);
    for (const { message } of batch) this.#account(-message.length);
    for (let failed = 0; failed < failures; failed += 1) this.#drop("failed");
  }

  #account(bytes: number): void {
    this.#bytesInFlight += bytes;
    this.#options.metrics.bytesInFlight.set(this.#bytesInFlight);
  }

  #drop(reason: DropReason): void {
    this.#options.metrics.dropped.inc({ reason });
  }
}
