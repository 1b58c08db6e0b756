import { setTimeout as delay } from "node:timers/promises";
import { mentionedNames, roomWords } from "@hubbub/markup";
import { maxNamesPerMessage, maxNamesWaitMs } from "../limits.ts";
import type { NamedPeople } from "../room-log/kinds/log-kind.ts";

/** The accounts that texts name; identity/ asks the user-service. */
export interface NamedLookup {
  /** By username in lower case; who is not known is left out. */
  idsOf(usernames: readonly string[]): Promise<ReadonlyMap<string, number>>;
}

/**
 * Whom a text names; undefined at once for most texts. It resolves to undefined where nobody is found, or not soon enough:
 * then names count as they stand.
 */
export function namedPeople(users: NamedLookup, content: string): Promise<NamedPeople | undefined> | undefined {
  const names = mentionedNames(content);
  return names.length === 0 ? undefined : lookUp(users, names);
}

async function lookUp(users: NamedLookup, names: readonly string[]): Promise<NamedPeople | undefined> {
  const words = names.flatMap((name) => roomWords.get(name) ?? []);
  const room = words.includes("room") ? "room" : words[0];
  const people = names.filter((name) => !roomWords.has(name)).slice(0, maxNamesPerMessage);
  const found = people.length === 0 ? undefined : await inTime(users.idsOf(people));
  const userIds = [...(found?.values() ?? [])];
  return room === undefined && userIds.length === 0 ? undefined : { userIds, room };
}

async function inTime<Value>(asked: Promise<Value>): Promise<Value | undefined> {
  const waited = new AbortController();
  const late = delay(maxNamesWaitMs, undefined, { signal: waited.signal }).catch(() => undefined);
  try {
    return await Promise.race([asked.catch(() => undefined), late]);
  } finally {
    waited.abort();
  }
}
