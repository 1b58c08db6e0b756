import { Client } from "pg";

/** A Postgres that is ready to have its data folder copied while it goes on. */
export interface BaseBackup {
  /** Where its data lies, as it sees it. */
  readonly dataFolder: string;
  /** `18.4` */
  readonly version: string;
  /** By its clock. */
  readonly begunAt: Date;
  /** Called once all but the log is copied. What it answers belongs to the copy. */
  end(): Promise<BackupEnd>;
  /** Lets go of the server, also of a backup that was not ended. */
  close(): Promise<void>;
}

interface BackupEnd {
  /** The text of the file `backup_label`, without which the copy is worth nothing. */
  readonly label: string;
  /** The first and the last file of `pg_wal` that the copy needs; all between them are there until `close`. */
  readonly firstSegment: string;
  readonly lastSegment: string;
}

/** Begins a backup (`pg_backup_start`), as a superuser. One that ends without `end`, or with its connection, leaves nothing. */
export async function beginBaseBackup(superuserUrl: string): Promise<BaseBackup> {
  const client = new Client({ connectionString: superuserUrl, application_name: "hubbub backup" });
  // One that breaks between two queries says so in the next.
  client.on("error", () => undefined);
  await client.connect();
  const close = () => client.end().catch(() => undefined);
  try {
    const server = await one<{ data_directory: string; version: string; now: Date }>(
      "select current_setting('data_directory') as data_directory, current_setting('server_version') as version, now()",
    );
    // It keeps the log from here on; Postgres drops it with the connection.
    const slot = `hubbub_backup_${process.pid}`;
    await client.query("select pg_create_physical_replication_slot($1, true, true)", [slot]);
    const { segment: firstSegment } = await one<{ segment: string }>(
      "select pg_walfile_name(pg_backup_start('hubbub', true)) as segment",
    );
    return {
      dataFolder: server.data_directory,
      version: server.version.split(" ")[0] ?? "",
      begunAt: server.now,
      async end() {
        const { label, segment } = await one<{ label: string; segment: string }>(
          "select labelfile as label, pg_walfile_name(lsn) as segment from pg_backup_stop(false)",
        );
        return { label, firstSegment, lastSegment: segment };
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }

  async function one<Row extends object>(sql: string): Promise<Row> {
    const { rows } = await client.query<Row>(sql);
    if (rows[0] === undefined) throw new Error("Postgres answered no row");
    return rows[0];
  }
}
