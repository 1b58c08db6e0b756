import { type EntryLevel, entryLevels } from "./log-entry.ts";
import type { LogFilter } from "./log-filter.ts";

export interface LogRequest {
  readonly filter: LogFilter;
  readonly lines: number;
  readonly follow: boolean;
  readonly format: "pretty" | "json";
}

export const logsHelp = `make logs: what all parts of make up write, as one, by time

  SERVICE=chat-1      of these parts alone: chat-1, or chat for all chat instances; several with commas between
  LEVEL=warn          this and worse: ${entryLevels.join(", ")} (services write debug with LOG_LEVEL=debug make up)
  USER_ID=42          of this person
  ROOM=7              of this room
  TRACE=4bf92f…       of this trace
  LINES=200           how many of those that are there already are shown first
  FOLLOW=0            end after them
  JSON=1              as JSON, for jq
`;

type Env = Readonly<Record<string, string | undefined>>;

const maxLines = 100_000;

/** What `make logs` is asked for. Throws one sentence for each variable that is wrong. */
export function readLogRequest(env: Env): LogRequest {
  const problems: string[] = [];
  const wholeNumber = (name: string, most = Number.MAX_SAFE_INTEGER) => {
    const text = env[name]?.trim() ?? "";
    if (text === "") return undefined;
    const value = Number(text);
    if (!/^\d+$/.test(text) || value > most) problems.push(`${name} is a whole number up to ${most}, not "${text}"`);
    return value;
  };
  const flag = (name: string, fallback: boolean) => {
    const text = env[name]?.trim() || (fallback ? "1" : "0");
    if (!/^[01]$/.test(text)) problems.push(`${name} is 1 or 0, not "${text}"`);
    return text === "1";
  };
  const level = (env["LEVEL"]?.trim() ?? "").toLowerCase();
  if (level !== "" && !isLevel(level)) problems.push(`LEVEL is one of ${entryLevels.join(", ")}, not "${level}"`);
  const trace = (env["TRACE"]?.trim() ?? "").toLowerCase();
  if (trace !== "" && !/^[0-9a-f]{32}$/.test(trace)) problems.push(`TRACE is 32 hexadecimal digits, not "${trace}"`);
  const services = (env["SERVICE"] ?? "").split(",").flatMap((name) => name.trim() || []);
  const userId = wholeNumber("USER_ID");
  const roomId = wholeNumber("ROOM");
  const lines = wholeNumber("LINES", maxLines) ?? 200;
  const follow = flag("FOLLOW", true);
  const asJson = flag("JSON", false);
  if (problems.length > 0) throw new Error(problems.join("\n"));
  return {
    filter: {
      ...(services.length > 0 && { services }),
      ...(isLevel(level) && { level }),
      ...(userId !== undefined && { userId }),
      ...(roomId !== undefined && { roomId }),
      ...(trace !== "" && { trace }),
    },
    lines,
    follow,
    format: asJson ? "json" : "pretty",
  };
}

function isLevel(text: string): text is EntryLevel {
  return entryLevels.some((level) => level === text);
}
