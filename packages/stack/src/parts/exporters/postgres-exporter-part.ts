import { join } from "node:path";
import type { Code } from "../../processes/reachable-code.ts";
import { repositoryRoot } from "../../stack/layout.ts";
import type { Part } from "../../supervisor/part.ts";
import { exporterPart } from "./exporter-part.ts";

interface PostgresExporterOptions {
  readonly code: Code;
  readonly port: number;
  /** As the role that reads statistics only. */
  readonly databaseUrl: string;
}

/** A small one of hubbub's own: there is no package of one that knows today's Postgres. */
export function postgresExporterPart({ code, port, databaseUrl }: PostgresExporterOptions): Part {
  const main = join(code.root, "packages/stack/src/postgres/exporter/main.ts");
  return exporterPart({
    name: "postgres-exporter",
    title: "Postgres' exporter",
    command: [code.node, "--disable-warning=ExperimentalWarning", main],
    env: { EXPORTER_PORT: String(port), DATABASE_URL: databaseUrl },
    reach: [code.root, repositoryRoot],
    port,
  });
}
