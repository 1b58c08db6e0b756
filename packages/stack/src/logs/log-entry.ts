export const entryLevels = ["trace", "debug", "info", "warn", "error", "fatal"] as const;
export type EntryLevel = (typeof entryLevels)[number];

/** One line of a part's log, whatever writes it. */
export interface LogEntry {
  /** Whose log it stands in: `chat-1`. */
  readonly part: string;
  readonly timeMs: number;
  readonly level: EntryLevel;
  readonly message: string;
  /** Of a line of JSON. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** As it stands in the log. */
  readonly line: string;
  /** A further line of the entry before it, as those of a stack: it has its time, level and fields. */
  readonly continues: boolean;
}

/** What a line says; `undefined` for one that says neither when nor how bad, and so goes on with the one before. */
export type ReadLine = (line: string) => Pick<LogEntry, "timeMs" | "level" | "message" | "fields"> | undefined;

/** Reads the lines of one part's log, in their order. */
export function entryReader(part: string): (line: string) => LogEntry {
  let last: LogEntry = { part, timeMs: 0, level: "info", message: "", fields: {}, line: "", continues: true };
  return (line) => {
    const read = formats.map((format) => format(line)).find((one) => one !== undefined);
    last =
      read === undefined || Number.isNaN(read.timeMs)
        ? { ...last, message: line, line, continues: true }
        : { ...read, part, line, continues: false };
    return last;
  };
}

const formats: readonly ReadLine[] = [json, postgres, redis, logfmt, slashed];

/** Our services, and Nginx's access log: a request's line is as bad as its answer. */
function json(line: string): ReturnType<ReadLine> {
  if (!line.startsWith("{")) return undefined;
  try {
    const { time, level, msg, ...fields } = JSON.parse(line) as Record<string, unknown>;
    if (typeof time !== "string") return undefined;
    const status = Number(fields["status"]);
    const ofAccess = msg === undefined && "request_id" in fields;
    return {
      timeMs: Date.parse(time),
      level: ofAccess ? (status >= 500 ? "warn" : "debug") : levelOf(level),
      message: ofAccess ? `${String(fields["method"])} ${String(fields["path"])} ${status}` : textOf(msg),
      fields,
    };
  } catch {
    return undefined;
  }
}

function postgres(line: string): ReturnType<ReadLine> {
  const [, time, severity = "", message = ""] =
    /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}) UTC \[\d+\] (?:\S+ )?([A-Z]+\d?): +(.*)$/.exec(line) ?? [];
  // DETAIL, HINT, STATEMENT … go on with what they are of.
  if (time === undefined || postgresLevels[severity] === undefined) return undefined;
  return { timeMs: Date.parse(`${time.replace(" ", "T")}Z`), level: postgresLevels[severity], message, fields: {} };
}

const postgresLevels: Readonly<Record<string, EntryLevel>> = {
  DEBUG: "debug",
  INFO: "info",
  NOTICE: "info",
  LOG: "info",
  WARNING: "warn",
  ERROR: "error",
  FATAL: "error",
  PANIC: "fatal",
};

/** In the time of this machine. */
function redis(line: string): ReturnType<ReadLine> {
  const [, time, mark = "", message = ""] =
    /^\d+:[A-Z] (\d\d \w{3} \d{4} \d\d:\d\d:\d\d\.\d{3}) ([.\-*#]) (.*)$/.exec(line) ?? [];
  if (time === undefined) return undefined;
  const level = ({ ".": "trace", "-": "debug", "*": "info" } as const)[mark] ?? "warn";
  return { timeMs: Date.parse(time), level, message, fields: {} };
}

/** Prometheus and its exporters. */
function logfmt(line: string): ReturnType<ReadLine> {
  const [, time] = /^(?:ts|time)="?([^" ]+)/.exec(line) ?? [];
  const [, level] = /\blevel=(\w+)/.exec(line) ?? [];
  if (time === undefined || level === undefined) return undefined;
  const [, quoted, bare] = /\bmsg=(?:"((?:[^"\\]|\\.)*)"|(\S+))/.exec(line) ?? [];
  return { timeMs: Date.parse(time), level: levelOf(level), message: quoted ?? bare ?? line, fields: {} };
}

/** Nginx's log of errors, and programs in Go, in the time of this machine. */
function slashed(line: string): ReturnType<ReadLine> {
  const [, time, level = "info", message = ""] =
    /^(\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d) (?:\[(\w+)\] )?(.*)$/.exec(line) ?? [];
  return time === undefined ? undefined : { timeMs: Date.parse(time), level: levelOf(level), message, fields: {} };
}

function levelOf(text: unknown): EntryLevel {
  const name = textOf(text).toLowerCase();
  return entryLevels.find((level) => level === name) ?? otherNames[name] ?? "info";
}

const otherNames: Readonly<Record<string, EntryLevel>> = {
  notice: "info",
  warning: "warn",
  crit: "error",
  alert: "fatal",
  emerg: "fatal",
};

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
