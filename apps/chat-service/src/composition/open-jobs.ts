import { runEvery } from "@hubbub/service-runtime";
import { Gauge } from "prom-client";
import { countWaitingEvents } from "../audit/audit-queries.ts";
import { sendAuditEvents } from "../audit/send-audit-events.ts";
import type { ChatDatabase } from "../db/open-chat-database.ts";
import type { UserDirectory } from "../identity/user-directory.ts";
import { runLeasedJob } from "../jobs/leased-job.ts";
import {
  auditEveryMs,
  deletedAccountsEveryMs,
  maxRoomsPerExpiryRead,
  maxRowsPerEarlierNames,
  retentionEveryMs,
} from "../limits.ts";
import { countToForget, readNotedSince } from "../privacy/deleted-account-queries.ts";
import { expireMessages } from "../privacy/expire-messages.ts";
import { deletionsJob, followDeletions } from "../privacy/follow-deletions.ts";
import { noteEarlierNames } from "../privacy/earlier-name-queries.ts";
import type { LogWriter } from "../room-log/append/log-writer.ts";
import type { Instance } from "./instance.ts";
import type { UserServiceCalls } from "./open-user-service.ts";

interface Parts {
  readonly db: ChatDatabase;
  readonly log: LogWriter;
  readonly users: UserDirectory;
  readonly userService: UserServiceCalls;
}

/** What is done now and then: by one instance of the system each, but for what an instance itself remembers. */
export function openJobs(instance: Instance, { db, log, users, userService }: Parts): void {
  const { config, bootId, life, metrics, warn } = instance;
  const forgetting = {
    db,
    log,
    users,
    erasesMessages: config.deletedAccountMessages === "erase",
    isStopping: () => life.stopping,
    failing: new Set<number>(),
  };
  const expiry = { db, log, serverDays: config.messageRetentionDays, maxRooms: maxRoomsPerExpiryRead };
  let expiredAfter: number | undefined;
  const jobs = [
    {
      name: "send audit events",
      everyMs: auditEveryMs,
      step: () => sendAuditEvents(db, (events) => userService.recordAuditEvents({ events })),
    },
    {
      name: deletionsJob,
      everyMs: deletedAccountsEveryMs,
      step: async () => {
        const isMore = await followDeletions(forgetting, (request) => userService.listDeletedAccounts(request));
        await noteEarlierNames(db, maxRowsPerEarlierNames);
        return isMore;
      },
    },
    {
      name: "expire messages",
      everyMs: retentionEveryMs,
      step: async () => {
        expiredAfter = await expireMessages(expiry, expiredAfter ?? 0);
        return expiredAfter !== undefined;
      },
    },
  ];
  for (const job of jobs) life.onStop(job.name, runLeasedJob({ ...job, db, bootId, metrics: metrics.jobs, warn }));

  let since: Date | undefined;
  const forgetNames = async () => {
    const { userIds, now } = await readNotedSince(db, since);
    users.forget(userIds);
    since = now;
  };
  life.onStop(
    "names of deleted accounts",
    runEvery(deletedAccountsEveryMs, forgetNames, (error) => warn(error, "deleted accounts could not be read")),
  );
  observe(instance, db);
}

function observe({ metrics: { registry } }: Instance, db: ChatDatabase): void {
  gauge("audit_events_waiting", "What was done in rooms and is not in the audit log yet.", countWaitingEvents);
  gauge("deleted_accounts_waiting", "Deleted accounts that rooms still name.", countToForget);

  /** Without a value while the database is away. */
  function gauge(name: string, help: string, count: (from: ChatDatabase) => Promise<number>): void {
    const made: Gauge = new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        made.set(await count(db).catch(() => Number.NaN));
      },
    });
  }
}
