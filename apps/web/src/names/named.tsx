import { useName } from "./use-name-of.ts";

/** What somebody is called now; `said`: what whoever names them calls them. */
export function Named({ userId, said }: { userId: number; said: string }) {
  return useName(userId, said);
}
