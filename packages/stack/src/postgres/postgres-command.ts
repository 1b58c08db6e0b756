import { dirname, join } from "node:path";
import { dieWithParent } from "../processes/die-with-parent.ts";
import { postgresBinaries } from "./postgres-binaries.ts";

export interface PostgresOptions {
  readonly dataFolder: string;
  readonly port: number;
  /** Further `name=value` settings of postgresql.conf. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** The command line of a Postgres on 127.0.0.1, without Unix sockets, that shuts down fast when its parent dies. */
export function postgresCommand(options: PostgresOptions): string[] {
  const settings = {
    listen_addresses: "127.0.0.1",
    port: String(options.port),
    unix_socket_directories: "",
    ...options.settings,
  };
  const binaries = postgresBinaries();
  const postgres = [join(binaries, "postgres"), "-D", options.dataFolder];
  for (const [name, value] of Object.entries(settings)) postgres.push("-c", `${name}=${value}`);
  return dieWithParent(postgres, "INT", { user: "postgres", reach: [dirname(binaries), options.dataFolder] });
}
