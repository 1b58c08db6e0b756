import type { Broker } from "../broker/broker.ts";
import type { ChatDatabase } from "../db/open-chat-database.ts";
import { readMemberships } from "../people/memberships/membership-queries.ts";
import { People } from "../people/people.ts";
import { createPeopleMetrics } from "../people/people-metrics.ts";
import { moveDeliveredMarks } from "../people/receipts/delivered-queries.ts";
import { readFollowers } from "../people/threads/follower-queries.ts";
import type { Instance } from "./instance.ts";

/** What connected people are told, on the chat database. */
export function openPeople(
  { bootId, life, metrics, warn }: Instance,
  { db, broker }: { readonly db: ChatDatabase; readonly broker: Broker },
): People {
  const people = new People({
    bootId,
    broker,
    metrics: createPeopleMetrics(metrics.registry),
    readMemberships: (userIds, maxRooms) => readMemberships(db, userIds, maxRooms),
    readFollowers: (threads) => readFollowers(db, threads),
    moveDelivered: (marks) => moveDeliveredMarks(db, marks),
    warn,
  });
  life.onStop("people", () => people.stop());
  return people;
}
