import type { Redis } from "ioredis";

export interface Publication {
  readonly channel: string;
  readonly message: Buffer;
}

/** For the connection's options. */
export const publishScripts = {
  publishAll: { lua: "for i = 1, #ARGV, 2 do redis.call('PUBLISH', ARGV[i], ARGV[i + 1]) end", numberOfKeys: 0 },
};

type Scripts = Record<keyof typeof publishScripts, (fields: readonly (string | Buffer)[]) => Promise<unknown>>;

/**
 * Publishes in order, as one command: what ioredis does for a command costs more than what Redis does for a script. `redis` was
 * made with `publishScripts`. Answers how many failed.
 */
export async function publishTogether(redis: Redis, publications: readonly Publication[]): Promise<number> {
  const fields = publications.flatMap(({ channel, message }) => [channel, message]);
  try {
    // defineCommand adds methods that ioredis' types cannot know. As one argument: there may be more than a call takes.
    await (redis as unknown as Scripts).publishAll(fields);
    return 0;
  } catch {
    return publications.length;
  }
}

/** As `publishTogether`, on sharded channels: a script may publish on those of one shard only. */
export async function publishSharded(redis: Redis, publications: readonly Publication[]): Promise<number> {
  const pipeline = redis.pipeline();
  for (const { channel, message } of publications) pipeline.spublish(channel, message);
  const results = await pipeline.exec().catch(() => null);
  return results === null ? publications.length : results.filter(([error]) => error !== null).length;
}
