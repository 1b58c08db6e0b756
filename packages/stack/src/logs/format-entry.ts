import type { EntryLevel, LogEntry } from "./log-entry.ts";

/** An entry for people: when (UTC, as in the log), who, how bad, what, and its fields. */
export function formatEntry(entry: LogEntry, { colour }: { readonly colour: boolean }): string {
  const { part, timeMs, level, message, fields, continues } = entry;
  const paint = (code: string, text: string) => (colour ? `\u001B[${code}m${text}\u001B[0m` : text);
  if (continues) return `${" ".repeat(indent)}${paint("2", printable(message))}`;
  const head = [
    paint("2", new Date(timeMs).toISOString().slice(11)),
    part.padEnd(12),
    paint(colours[level], level.toUpperCase().padEnd(5)),
    printable(message),
  ];
  const { err, error, ...others } = fields;
  const shown = Object.entries(others).flatMap(([name, value]) => {
    return said.has(name) ? [] : paint("2", `${printable(name)}=${fieldText(value)}`);
  });
  const stack = [err, error].flatMap((one) => (one === undefined ? [] : stackLines(one)));
  return [[...head, ...shown].join(" "), ...stack.map((line) => `${" ".repeat(indent)}${printable(line)}`)].join("\n");
}

const indent = 4;
const colours: Readonly<Record<EntryLevel, string>> = {
  trace: "2",
  debug: "36",
  info: "32",
  warn: "33",
  error: "31",
  fatal: "1;31",
};

/** What the part's name says already, and what Nginx's access lines begin with. */
const said = new Set(["service", "server_id", "request_id"]);

function fieldText(value: unknown): string {
  return printable(typeof value === "string" && /^[^\s"]+$/.test(value) ? value : JSON.stringify(value));
}

function stackLines(error: unknown): readonly string[] {
  const stack: unknown = typeof error === "object" && error !== null && "stack" in error ? error.stack : error;
  return (typeof stack === "string" ? stack : JSON.stringify(stack)).split("\n");
}

/** A log may hold what somebody made up; a terminal must not obey it. */
function printable(text: string): string {
  // oxlint-disable-next-line no-control-regex -- these are what it is about
  return text.replace(/[\u0000-\u001F\u007F-\u009F]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}
