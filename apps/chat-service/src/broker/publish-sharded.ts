import type { Redis } from "ioredis";
import type { Publication } from "./publication.ts";

/** Publishes in order on sharded channels: a script may publish on those of one shard only. Answers how many failed. */
export async function publishSharded(redis: Redis, publications: readonly Publication[]): Promise<number> {
  const pipeline = redis.pipeline();
  for (const { channel, message } of publications) pipeline.spublish(channel, message);
  const results = await pipeline.exec().catch(() => null);
  return results === null ? publications.length : results.filter(([error]) => error !== null).length;
}
