import { maxPublishBytesInFlight } from "../limits.ts";
import type { BrokerMetrics, DropReason } from "./broker-metrics.ts";
import type { RedisLink } from "./redis-link.ts";

interface Publication {
  readonly channel: string;
  readonly message: Buffer;
}

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
    const pipeline = this.#options.link.redis.pipeline();
    for (const { channel, message } of batch) {
      if (this.#options.sharded) pipeline.spublish(channel, message);
      else pipeline.publish(channel, message);
    }
    const results = await pipeline.exec().catch(() => null);
    batch.forEach(({ message }, index) => {
      this.#account(-message.length);
      if (results === null || results[index]?.[0]) this.#drop("failed");
    });
  }

  #account(bytes: number): void {
    this.#bytesInFlight += bytes;
    this.#options.metrics.bytesInFlight.set(this.#bytesInFlight);
  }

  #drop(reason: DropReason): void {
    this.#options.metrics.dropped.inc({ reason });
  }
}
