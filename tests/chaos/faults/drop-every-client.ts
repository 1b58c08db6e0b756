import type { Scenario } from "../run/scenario.ts";
import { expectPresence } from "./support/expect-presence.ts";

export const dropEveryClient: Scenario = {
  name: "drop-every-client",
  title: "every client dropped at once",
  recoversWithinMs: 5_000,
  async fault({ load }) {
    for (const client of load.clients) client.drop();
  },
  afterwards: expectPresence,
};
