import { once } from "node:events";
import { Redis, type RedisOptions } from "ioredis";
import {
  redisCommandTimeoutMs,
  redisConnectTimeoutMs,
  redisMaxReconnectDelayMs,
  redisPingEveryMs,
  redisStartWaitMs,
} from "../limits.ts";

/** The part of pino's logger that a link needs. */
export interface LinkLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

export interface LinkTimings {
  readonly pingEveryMs: number;
  readonly commandTimeoutMs: number;
}

export interface RedisLinkOptions {
  readonly url: string;
  /** In logs and in Redis' CLIENT LIST; no spaces. */
  readonly name: string;
  readonly log: LinkLog;
  readonly scripts?: NonNullable<RedisOptions["scripts"]>;
  readonly timings?: Partial<LinkTimings>;
  /** Makes a new connection usable, before the link counts as up. */
  prepare?(): Promise<void>;
  onUp(): void;
  onDown(): void;
}

/**
 * One supervised connection to Redis: it is pinged, so that a half-open one is noticed within 5 s, and comes back with
 * jitter for as long as it takes. Commands fail at once while it is down: nothing queues, nothing is sent again.
 */
export class RedisLink {
  readonly redis: Redis;
  up = false;
  readonly #options: RedisLinkOptions;
  readonly #timings: LinkTimings;
  /** Changes with every connection that comes or goes. */
  #connection = 0;
  #closing = false;
  #lastError: string | undefined;
  #pinger: NodeJS.Timeout | undefined;
  readonly #firstUp = Promise.withResolvers<void>();

  constructor(options: RedisLinkOptions) {
    this.#options = options;
    this.#timings = {
      pingEveryMs: redisPingEveryMs,
      commandTimeoutMs: redisCommandTimeoutMs,
      ...options.timings,
    };
    this.redis = new Redis(checkedUrl(options.url), {
      lazyConnect: true,
      connectionName: options.name,
      // CLIENT SETINFO came with Redis 7.2, and an ACL cannot allow what an earlier one does not know.
      disableClientInfo: true,
      enableOfflineQueue: false,
      autoResubscribe: false,
      autoResendUnfulfilledCommands: false,
      maxRetriesPerRequest: 0,
      maxLoadingRetryTime: redisMaxReconnectDelayMs,
      connectTimeout: redisConnectTimeoutMs,
      commandTimeout: this.#timings.commandTimeoutMs,
      // A half-open connection never answers the goodbye.
      disconnectTimeout: 100,
      retryStrategy: reconnectDelayMs,
      ...(options.scripts === undefined ? {} : { scripts: options.scripts }),
    });
    this.redis.on("error", (error: Error) => (this.#lastError = error.message));
    this.redis.on("ready", () => void this.#prepare());
    this.redis.on("close", () => this.#lost());
    this.redis.on("end", () => this.#comeBack());
  }

  /** Begins to connect, and waits a little for it: an instance starts without Redis too. */
  async start(): Promise<void> {
    this.redis.connect().catch(() => {});
    this.#pinger = setInterval(() => void this.#ping(), this.#timings.pingEveryMs);
    const waited = Promise.withResolvers<void>();
    const timer = setTimeout(waited.resolve, redisStartWaitMs);
    await Promise.race([this.#firstUp.promise, waited.promise]);
    clearTimeout(timer);
    if (!this.up) this.#options.log.warn(this.#fields(), "Redis is away at start");
  }

  /** Gives up this connection and makes a new one. */
  reconnect(reason: string): void {
    if (this.#closing || this.redis.status !== "ready") return;
    this.#lastError = reason;
    this.redis.disconnect(true);
  }

  async close(): Promise<void> {
    this.#closing = true;
    clearInterval(this.#pinger);
    this.#firstUp.resolve();
    const { status } = this.redis;
    const willEnd = status !== "end" && status !== "close" && status !== "reconnecting";
    const ended = willEnd ? once(this.redis, "end") : undefined;
    this.redis.disconnect();
    await ended;
  }

  async #prepare(): Promise<void> {
    const connection = ++this.#connection;
    try {
      await this.#options.prepare?.();
    } catch (error) {
      if (connection !== this.#connection) return;
      this.#lastError = String(error);
      setTimeout(() => {
        if (connection === this.#connection) this.reconnect(String(error));
      }, redisMaxReconnectDelayMs).unref();
      return;
    }
    if (connection !== this.#connection || this.#closing) return;
    this.up = true;
    this.#lastError = undefined;
    this.#options.log.info(this.#fields(), "Redis is there");
    this.#firstUp.resolve();
    this.#options.onUp();
  }

  #lost(): void {
    this.#connection += 1;
    if (!this.up) return;
    this.up = false;
    if (!this.#closing) this.#options.log.warn(this.#fields(), "Redis is away");
    this.#options.onDown();
  }

  /** ioredis ends where it finds no way to connect at all; a link never gives up. */
  #comeBack(): void {
    if (this.#closing) return;
    setTimeout(() => {
      if (!this.#closing) this.redis.connect().catch(() => {});
    }, redisMaxReconnectDelayMs).unref();
  }

  async #ping(): Promise<void> {
    if (this.redis.status !== "ready") return;
    const connection = this.#connection;
    const sentAt = performance.now();
    try {
      await this.redis.ping();
    } catch (error) {
      if (connection !== this.#connection) return;
      // A stalled event loop lets the time-out fire before the answer is read: that says nothing of Redis.
      const stalled = performance.now() - sentAt > this.#timings.commandTimeoutMs + this.#timings.pingEveryMs / 2;
      if (stalled) await this.#ping();
      else this.reconnect(`no answer to a ping: ${String(error)}`);
    }
  }

  #fields(): object {
    return { link: this.#options.name, error: this.#lastError };
  }
}

/** Full jitter below a cap that doubles: instances that lost the same Redis do not return as one. */
function reconnectDelayMs(attempt: number): number {
  const capMs = Math.min(redisMaxReconnectDelayMs, 50 * 2 ** Math.min(attempt, 10));
  return 20 + Math.random() * (capMs - 20);
}

function checkedUrl(url: string): string {
  const protocol = URL.parse(url)?.protocol;
  if (protocol !== "redis:" && protocol !== "rediss:") {
    throw new Error("the Redis URL is not of the form redis://[user:password@]host[:port][/database]");
  }
  return url;
}
