import { Resolver } from "node:dns/promises";

/** All addresses of a name; none where it has none. */
export type ResolveName = (name: string) => Promise<readonly string[]>;

/**
 * Asks the name servers. Not `lookup`: that waits in the few threads that passwords and files need too, for whoever links to names
 * that nobody answers for.
 */
export function createResolver(): ResolveName {
  const resolver = new Resolver({ timeout: 1_500, tries: 2 });
  return async (name) => {
    const answers = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)]);
    return answers.flatMap((answer) => (answer.status === "fulfilled" ? answer.value : []));
  };
}
