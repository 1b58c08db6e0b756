import type { Broker } from "../broker/broker.ts";
import type { ChatDatabase } from "../db/open-chat-database.ts";
import type { UserDirectory } from "../identity/user-directory.ts";
import { readMemberships } from "../people/memberships/membership-queries.ts";
import { People } from "../people/people.ts";
import { createPeopleMetrics } from "../people/people-metrics.ts";
import { moveDeliveredMarks } from "../people/receipts/delivered-queries.ts";
import { readLastSeen, writeLastSeen } from "../people/presence/last-seen-queries.ts";
import { PeoplePresence } from "../people/presence/people-presence.ts";
import { readBlockedPairs, readRoomMembers } from "../people/presence/watch-queries.ts";
import type { Presence } from "../presence/presence.ts";
import { readFollowers } from "../people/threads/follower-queries.ts";
import { readPlaceCounts } from "../people/counts/counts-queries.ts";
import type { Instance } from "./instance.ts";

interface Parts {
  readonly db: ChatDatabase;
  readonly broker: Broker;
  readonly whereabouts: Presence;
  readonly users: Pick<UserDirectory, "usernames">;
}

/** What connected people are told, on the chat database. */
export function openPeople(
  { bootId, life, metrics, warn }: Instance,
  { db, broker, whereabouts, users }: Parts,
): { people: People; peoplePresence: PeoplePresence } {
  const peopleMetrics = createPeopleMetrics(metrics.registry);
  const peoplePresence = new PeoplePresence({
    presence: whereabouts,
    readMembers: (roomIds, limit) => readRoomMembers(db, roomIds, limit),
    readBlocks: (watcherIds, userIds) => readBlockedPairs(db, watcherIds, userIds),
    lastSeen: { read: (userIds) => readLastSeen(db, userIds), write: (seen) => writeLastSeen(db, seen) },
    metrics: peopleMetrics,
    warn,
  });
  whereabouts.handlers = {
    onChange: (...change) => peoplePresence.changed(...change),
    announce: (placeId, payload) => broker.publishNotice({ type: "people_presence", placeId, payload }),
  };
  life.onStop("presence of people", () => peoplePresence.stop());

  const people = new People({
    bootId,
    broker,
    metrics: peopleMetrics,
    onDirects: (userId, otherIds) => peoplePresence.directsRead(userId, otherIds),
    readMemberships: (userIds, maxRooms) => readMemberships(db, userIds, maxRooms),
    readCounts: async (places) => {
      const nameless = places.filter(({ username }) => username === undefined);
      const names = await users.usernames([...new Set(nameless.map(({ userId }) => userId))]);
      return readPlaceCounts(
        db,
        places.flatMap((person) => {
          const username = person.username ?? names.get(person.userId);
          return username === undefined ? [] : [{ ...person, username }];
        }),
      );
    },
    readFollowers: (threads) => readFollowers(db, threads),
    moveDelivered: (marks) => moveDeliveredMarks(db, marks),
    warn,
  });
  life.onStop("people", () => people.stop());
  return { people, peoplePresence };
}
