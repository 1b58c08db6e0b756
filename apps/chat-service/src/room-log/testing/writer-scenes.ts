import { by, person } from "./commands.ts";
import type { TestLog } from "./test-log.ts";

export interface LoggedRow {
  seq: number;
  kind: string;
  actor_id: number;
  client_msg_id: string;
  content: string | null;
  created_at: Date;
}

export function readLog(log: TestLog, roomId: number): Promise<LoggedRow[]> {
  return log.sql<LoggedRow>(
    `select seq, kind, actor_id, client_msg_id, body ->> 'content' as content, created_at
       from room_log where room_id = $1 order by seq`,
    [roomId],
  );
}

export const ann = person(1);
export const bob = person(2);
export const texts = (count: number, prefix = "m") => Array.from({ length: count }, (_, i) => `${prefix}${i}`);

/** General with Ann and Bob in it. */
export async function inGeneral(log: TestLog): Promise<void> {
  const writer = log.writer();
  await Promise.all([writer.append(by(ann, 1).join()), writer.append(by(bob, 1).join())]);
}

/** Locks the room as nobody should; answers how to let it go. */
export async function holdRoom(log: TestLog, roomId: number): Promise<() => Promise<void>> {
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const { promise: held, resolve: hold } = Promise.withResolvers<void>();
  const holding = log.db.transaction().execute(async (trx) => {
    await trx.selectFrom("rooms").select("id").where("id", "=", roomId).forUpdate().execute();
    hold();
    await released;
  });
  await held;
  return async () => {
    release();
    await holding;
  };
}

/** Whether an append waits for a lock. */
export async function isWaiting(log: TestLog): Promise<boolean> {
  const waiting = await log.sql(
    `select 1 from pg_stat_activity where application_name = 'hubbub-log-writer' and datname = current_database()
       and wait_event_type = 'Lock'`,
  );
  return waiting.length > 0;
}
