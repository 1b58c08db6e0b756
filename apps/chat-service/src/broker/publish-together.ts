import type { Redis } from "ioredis";
import type { Publication } from "./publication.ts";

/** EVAL, not EVALSHA: what is sent again because Redis has forgotten a script would overtake what was sent meanwhile. */
const publishAll = `local failed = 0
for i = 1, #ARGV, 2 do
  local answer = redis.pcall('PUBLISH', ARGV[i], ARGV[i + 1])
  if type(answer) == 'table' and answer.err then failed = failed + 1 end
end
return failed`;

/** Publishes in order, as one command: each costs its client as much as several deliveries. Answers how many failed. */
export async function publishTogether(redis: Redis, publications: readonly Publication[]): Promise<number> {
  const fields = publications.flatMap(({ channel, message }) => [channel, message]);
  try {
    // One argument for all of them: there may be more than a call takes.
    return Number(await redis.call("eval", [publishAll, 0, ...fields]));
  } catch {
    return publications.length;
  }
}
