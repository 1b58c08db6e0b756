import { existsSync } from "node:fs";
import { join } from "node:path";
import { followLogs } from "./logs/follow-logs.ts";
import { formatEntry } from "./logs/format-entry.ts";
import { type LogEntry } from "./logs/log-entry.ts";
import { matches } from "./logs/log-filter.ts";
import { type LogRequest, logsHelp, readLogRequest } from "./logs/read-log-request.ts";
import { repositoryRoot } from "./stack/layout.ts";
import { readEnvironment } from "./stack/read-environment.ts";
import { readDataFolder } from "./stack/settings.ts";

// make logs, or `logs.ts --beside-up`: what make up shows of its services while it runs.

const besideUp = process.argv.includes("--beside-up");
const abort = new AbortController();
// Ctrl-C reaches us too: what the parts say while they stop is shown all the same, until make up itself has ended.
process.on("SIGINT", () => !besideUp && abort.abort());
process.on("SIGTERM", () => abort.abort());
process.stdout.on("error", () => abort.abort());

if (process.argv.includes("--help") || process.env["HELP"] === "1") process.stdout.write(logsHelp);
else await show().catch(fail);

async function show(): Promise<void> {
  const env = readEnvironment(process.env, repositoryRoot);
  const folder = join(readDataFolder(env, repositoryRoot), "logs");
  if (!existsSync(folder)) throw new Error(`there are no logs in ${folder}: start hubbub with make up`);
  const request: LogRequest = besideUp
    ? { filter: {}, lines: 0, follow: true, format: "pretty" }
    : readLogRequest(process.env);
  await followLogs({
    folder,
    lines: request.lines,
    follow: request.follow,
    wants: (entry) => (besideUp ? wantedBesideUp(entry) : matches(request.filter, entry)),
    write: (entry) => void process.stdout.write(`${textOf(entry, request)}\n`),
    signal: abort.signal,
  });
}

/** Each business event of our services; of the others what is wrong. */
function wantedBesideUp(entry: LogEntry): boolean {
  return matches({ level: entry.fields["service"] === undefined ? "warn" : "info" }, entry);
}

function textOf(entry: LogEntry, { format }: LogRequest): string {
  if (format === "pretty") return formatEntry(entry, { colour: process.stdout.isTTY && !process.env["NO_COLOR"] });
  if (entry.line.startsWith("{") && !entry.continues) return entry.line;
  const { timeMs, level, part, message } = entry;
  return JSON.stringify({ level, time: new Date(timeMs).toISOString(), service: part, msg: message });
}

function fail(error: unknown): void {
  process.stderr.write(`make logs: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
