import { type HubbubClient, PeoplePresence } from "@hubbub/client";
import { watchHands } from "./watch-hands.ts";

const made = new WeakMap<HubbubClient, PeoplePresence>();

/** The one of a client, as long as the page lives: it also tells the server when nobody sits before it, and when somebody is back. */
export function presenceOf(client: HubbubClient): PeoplePresence {
  const known = made.get(client);
  if (known !== undefined) return known;
  const presence = new PeoplePresence(client);
  made.set(client, presence);
  watchHands(document, { onIdle: () => presence.set("away"), onBack: () => presence.set("online") });
  return presence;
}
