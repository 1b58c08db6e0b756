import { Client } from "pg";
import { type Statistic, statistics } from "./statistics.ts";

/** Longer than Postgres takes for all of it, shorter than Prometheus waits. */
const timeoutMs = 4_000;

/** Reads Postgres' statistics, one reading at a time whoever asks, on one connection that is kept while it is good. */
export class PostgresExporter {
  readonly #url: string;
  #client: Client | undefined;
  #reading: Promise<string> | undefined;

  constructor(url: string) {
    this.#url = url;
  }

  /** In Prometheus' text format. Of a Postgres that does not answer: `pg_up 0` alone. */
  read(): Promise<string> {
    this.#reading ??= this.#read().finally(() => (this.#reading = undefined));
    return this.#reading;
  }

  async close(): Promise<void> {
    await this.#client?.end().catch(() => undefined);
  }

  async #read(): Promise<string> {
    try {
      const client = (this.#client ??= await this.#connect());
      let text = up(1);
      for (const statistic of statistics) {
        const { rows } = await client.query<Row>(statistic.sql);
        text += render(statistic, rows);
      }
      return text;
    } catch (error) {
      process.stderr.write(`Postgres could not be read: ${error instanceof Error ? error.message : String(error)}\n`);
      const broken = this.#client;
      this.#client = undefined;
      void broken?.end().catch(() => undefined);
      return up(0);
    }
  }

  async #connect(): Promise<Client> {
    const client = new Client({
      connectionString: this.#url,
      application_name: "postgres-exporter",
      connectionTimeoutMillis: timeoutMs,
      statement_timeout: timeoutMs,
      query_timeout: timeoutMs,
    });
    // What becomes of a connection between two readings is seen at the next.
    client.on("error", () => undefined);
    await client.connect();
    return client;
  }
}

type Row = Readonly<Record<string, string | number | null>>;

function up(value: 0 | 1): string {
  return `# HELP pg_up 1 while Postgres answers.\n# TYPE pg_up gauge\npg_up ${value}\n`;
}

function render({ metrics, labels }: Statistic, rows: readonly Row[]): string {
  return Object.entries(metrics)
    .map(([name, { type, help }]) => {
      const samples = rows.map((row) => `${name}${renderLabels(labels, row)} ${Number(row[name] ?? Number.NaN)}\n`);
      return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${samples.join("")}`;
    })
    .join("");
}

function renderLabels(labels: readonly string[], row: Row): string {
  if (labels.length === 0) return "";
  const escape = (value: string) => value.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
  return `{${labels.map((label) => `${label}="${escape(String(row[label]))}"`).join(",")}}`;
}
