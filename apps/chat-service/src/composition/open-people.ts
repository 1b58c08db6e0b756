import type { Broker } from "../broker/broker.ts";
import type { ChatDatabase } from "../db/open-chat-database.ts";
import type { UserDirectory } from "../identity/user-directory.ts";
import { readMemberships } from "../people/memberships/membership-queries.ts";
import { People } from "../people/people.ts";
import { createPeopleMetrics } from "../people/people-metrics.ts";
import { moveDeliveredMarks } from "../people/receipts/delivered-queries.ts";
import { readFollowers } from "../people/threads/follower-queries.ts";
import { readCalledCounts } from "../people/mentions/called-queries.ts";
import type { Instance } from "./instance.ts";

/** What connected people are told, on the chat database. */
export function openPeople(
  { bootId, life, metrics, warn }: Instance,
  {
    db,
    broker,
    users,
  }: { readonly db: ChatDatabase; readonly broker: Broker; readonly users: Pick<UserDirectory, "usernames"> },
): People {
  const people = new People({
    bootId,
    broker,
    metrics: createPeopleMetrics(metrics.registry),
    readMemberships: (userIds, maxRooms) => readMemberships(db, userIds, maxRooms),
    readCounts: async (called) => {
      const names = await users.usernames([...new Set(called.map(({ userId }) => userId))]);
      return readCalledCounts(
        db,
        called.flatMap((person) => {
          const username = names.get(person.userId);
          return username === undefined ? [] : [{ ...person, username }];
        }),
      );
    },
    readFollowers: (threads) => readFollowers(db, threads),
    moveDelivered: (marks) => moveDeliveredMarks(db, marks),
    warn,
  });
  life.onStop("people", () => people.stop());
  return people;
}
