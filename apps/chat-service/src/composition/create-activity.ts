import type { Logger } from "@hubbub/service-runtime";
import type { Registry } from "prom-client";
import { Activity } from "../activity/activity.ts";
import { createActivityMetrics } from "../activity/activity-metrics.ts";
import { moveDeliveredMarks } from "../activity/delivered-queries.ts";
import { readMemberships } from "../activity/membership-queries.ts";
import type { Broker } from "../broker/broker.ts";
import type { ChatDatabase } from "../db/open-chat-database.ts";

/** Activity on the chat database. */
export function createActivity(
  db: ChatDatabase,
  { bootId, broker, registry, logger }: { bootId: string; broker: Broker; registry: Registry; logger: Logger },
): Activity {
  return new Activity({
    bootId,
    broker,
    metrics: createActivityMetrics(registry),
    readMemberships: (userIds, maxRooms) => readMemberships(db, userIds, maxRooms),
    moveDelivered: (marks) => moveDeliveredMarks(db, marks),
    warn: (err, message) => logger.warn({ err }, message),
  });
}
