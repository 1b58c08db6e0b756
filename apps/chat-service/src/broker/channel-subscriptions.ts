import { maxChannelsPerSubscribe } from "../limits.ts";
import { gatherMs } from "./gather-ms.ts";

export interface ChannelSubscriptionsOptions {
  /** Resolves once the broker confirmed it. */
  subscribe(channels: readonly string[]): Promise<unknown>;
  unsubscribe(channels: readonly string[]): Promise<unknown>;
  /** A command failed: what the broker holds is no longer known. */
  onFailure(error: unknown): void;
}

/** A wanted channel that nobody needs to wait for; one for all, because there are as many as there are people. */
const confirmed: Waited = { promise: Promise.resolve(), resolve() {} };

type Waited = Pick<PromiseWithResolvers<void>, "promise" | "resolve">;

/**
 * The channels that this instance wants to hear, kept true on the one connection: what changes in one turn of the event
 * loop goes out together, in some ms where many change, and only the difference. Commands of a connection take effect in
 * the order sent.
 */
export class ChannelSubscriptions {
  readonly #options: ChannelSubscriptionsOptions;
  readonly #wanted = new Map<string, Waited>();
  /** What was sent on this connection, with its confirmation. */
  readonly #sent = new Map<string, Promise<unknown>>();
  readonly #changed = new Set<string>();
  #connected = false;
  #nextFlushMs = 0;

  constructor(options: ChannelSubscriptionsOptions) {
    this.#options = options;
  }

  has(channel: string): boolean {
    return this.#wanted.has(channel);
  }

  /** Resolves once confirmed, or when the connection is lost. */
  subscribe(channel: string): Promise<void> {
    let wanted = this.#wanted.get(channel);
    if (wanted === undefined) {
      this.#wanted.set(channel, (wanted = Promise.withResolvers()));
      this.#touch(channel);
    }
    return wanted.promise;
  }

  unsubscribe(channel: string): void {
    const wanted = this.#wanted.get(channel);
    if (wanted === undefined) return;
    wanted.resolve();
    this.#wanted.delete(channel);
    this.#touch(channel);
  }

  /** On a new connection: all that is wanted, batch after batch. */
  async connected(): Promise<void> {
    this.#connected = true;
    for (const channels of batches([...this.#wanted.keys()])) {
      const missing = channels.filter((channel) => this.#wanted.has(channel) && !this.#sent.has(channel));
      if (missing.length > 0) await this.#subscribe(missing);
    }
  }

  lost(): void {
    this.#connected = false;
    this.#sent.clear();
    for (const channel of this.#wanted.keys()) this.#resolve(channel);
  }

  #touch(channel: string): void {
    this.#changed.add(channel);
    if (this.#changed.size > 1) return;
    const waitMs = this.#nextFlushMs - performance.now();
    if (waitMs > 0) setTimeout(() => this.#flush(), waitMs);
    else setImmediate(() => this.#flush());
  }

  #flush(): void {
    const changed = [...this.#changed];
    this.#changed.clear();
    this.#nextFlushMs = performance.now() + gatherMs(changed.length);
    if (!this.#connected) return;
    const leave = changed.filter((channel) => !this.#wanted.has(channel) && this.#sent.delete(channel));
    for (const channels of batches(leave)) {
      this.#options.unsubscribe(channels).catch((error: unknown) => this.#options.onFailure(error));
    }
    const missing: string[] = [];
    for (const channel of changed) {
      const sent = this.#sent.get(channel);
      if (sent !== undefined) this.#confirm([channel], sent);
      else if (this.#wanted.has(channel)) missing.push(channel);
    }
    for (const channels of batches(missing)) {
      this.#subscribe(channels).catch((error: unknown) => this.#options.onFailure(error));
    }
  }

  #subscribe(channels: readonly string[]): Promise<unknown> {
    const sent = this.#options.subscribe(channels);
    for (const channel of channels) this.#sent.set(channel, sent);
    this.#confirm(channels, sent);
    return sent;
  }

  #confirm(channels: readonly string[], sent: Promise<unknown>): void {
    sent.then(
      () => {
        // What was given up meanwhile and is wanted again was sent again.
        for (const channel of channels) if (this.#sent.get(channel) === sent) this.#resolve(channel);
      },
      () => {},
    );
  }

  #resolve(channel: string): void {
    this.#wanted.get(channel)?.resolve();
    if (this.#wanted.has(channel)) this.#wanted.set(channel, confirmed);
  }
}

function batches(channels: readonly string[]): string[][] {
  const count = Math.ceil(channels.length / maxChannelsPerSubscribe);
  return Array.from({ length: count }, (_, index) =>
    channels.slice(index * maxChannelsPerSubscribe, (index + 1) * maxChannelsPerSubscribe),
  );
}
