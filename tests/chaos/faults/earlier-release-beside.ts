import { Client } from "pg";
import type { Scenario } from "../run/scenario.ts";
import { expectPresence } from "./support/expect-presence.ts";

/** The first commit whose instances pass on what they do not know. */
const earlierRelease = "e4091eb0032132cfe36ee1888e8bcc46982e444d";
const earlierInstance = "chat-1";

export const earlierReleaseBeside: Scenario = {
  name: "earlier-release-beside",
  title: "an instance of an earlier release beside today's: events that it does not know, then its restart",
  through: "instances",
  start: { releases: { [earlierInstance]: earlierRelease } },
  recoversWithinMs: 10_000,
  async fault({ system, load, onEnd }) {
    const database = new Client({ connectionString: system.stack.databaseUrls.chat });
    await database.connect();
    onEnd(() => database.end());
    await appendOfLaterRelease(database, load.rooms);
    const before = system.restarts(earlierInstance);
    system.signal(earlierInstance, "SIGTERM");
    await system.backAfter(earlierInstance, before);
    await appendOfLaterRelease(database, load.rooms);
  },
  async afterwards(run) {
    await expectPresence(run);
  },
};

/** What neither release knows, and nobody publishes: it is found as a hole. */
async function appendOfLaterRelease(database: Client, rooms: readonly number[]): Promise<void> {
  await database.query(
    `with room as (update rooms set last_seq = last_seq + 1 where id = any ($1) returning id, last_seq)
     insert into room_log (room_id, seq, kind, actor_id, client_msg_id, body, created_at)
     select id, last_seq, 'of_a_later_release', 0, gen_random_uuid()::text, '{}', now() from room`,
    [rooms],
  );
}
