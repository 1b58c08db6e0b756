import type { Person } from "../person.ts";
import { refuses } from "../refuses.ts";
import { say } from "../say.ts";
import { stopAt } from "../stop-at.ts";

export async function signOut({ client }: Person): Promise<void> {
  stopAt("The end");
  await client.signOut();
  await refuses("unauthenticated", client.accounts.me());
  say("ada signs out, and her session is worth nothing any more");
}
