import { useName } from "./use-name-of.ts";

/** What somebody is called now, whichever way it is written, without an effect on the words around it; `said`: what whoever names them calls them. */
export function Named({ userId, said }: { userId: number; said: string }) {
  return <bdi>{useName(userId, said)}</bdi>;
}
