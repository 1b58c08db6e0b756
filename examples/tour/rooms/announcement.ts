import type { Person } from "../person.ts";
import { refuses } from "../refuses.ts";
import { say } from "../say.ts";
import { suffix } from "../setting.ts";
import { stopAt } from "../stop-at.ts";
import { until } from "../until.ts";

export async function announcement(ada: Person, ben: Person, admin: Person): Promise<void> {
  stopAt("Announcements");
  await refuses("forbidden", ada.client.broadcast("Hear, hear"));
  say("ada may not announce anything: she is no server admin");
  const [name, ...secret] = process.env["HUBBUB_ADMIN"]?.split(":") ?? [];
  if (name === undefined) return say("(HUBBUB_ADMIN is not set: no announcement)");
  await admin.signIn(name, secret.join(":"));
  const text = `The tour ${suffix} has come this far`;
  const heard = [ada, ben].map(({ client }) =>
    until("both heard the announcement", client.announcements.latest, (latest) =>
      latest.some(({ content }) => content === text),
    ),
  );
  await admin.client.broadcast(text);
  await Promise.all(heard);
  say(`${name} announces something: both hear it, on both instances`);
}
