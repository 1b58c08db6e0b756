import type { Lifecycle, Logger, Metrics } from "@hubbub/service-runtime";
import type { Broker } from "../broker/broker.ts";
import type { ChatDatabase } from "../db/open-chat-database.ts";
import { readMemberships } from "../people/memberships/membership-queries.ts";
import { People } from "../people/people.ts";
import { createPeopleMetrics } from "../people/people-metrics.ts";
import { moveDeliveredMarks } from "../people/receipts/delivered-queries.ts";

/** What connected people are told, on the chat database. */
export function openPeople(
  { bootId, db, broker }: { bootId: string; db: ChatDatabase; broker: Broker },
  { life, logger, metrics }: { life: Lifecycle; logger: Logger; metrics: Metrics },
): People {
  const people = new People({
    bootId,
    broker,
    metrics: createPeopleMetrics(metrics.registry),
    readMemberships: (userIds, maxRooms) => readMemberships(db, userIds, maxRooms),
    moveDelivered: (marks) => moveDeliveredMarks(db, marks),
    warn: (err, message) => logger.warn({ err }, message),
  });
  life.onStop("people", () => people.stop());
  return people;
}
