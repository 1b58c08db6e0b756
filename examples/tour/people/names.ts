import assert from "node:assert/strict";
import type { Person } from "../person.ts";
import { say } from "../say.ts";
import { suffix } from "../setting.ts";
import { stopAt } from "../stop-at.ts";
import { until } from "../until.ts";

export async function names(ada: Person, ben: Person): Promise<void> {
  stopAt("What people are called");
  const called = `Ben ${suffix}`;
  assert.equal(ada.client.people.nameOf(ben.id), ben.name);
  await ben.client.changeAccount({ display_name: called });
  assert.equal(ben.client.people.nameOf(ben.id), called);
  say(`ben chooses a name: "${called}"`);
  await until(
    "ada's program calls him so",
    ada.client.people.of(ben.id),
    (person) => person?.display_name === called && person.username === ben.name,
  );
  say("ada's program, which shows him, has asked what he is called");
}
