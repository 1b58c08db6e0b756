import { type DestinationStream, type Logger as PinoLogger, pino } from "pino";
import { loggableError } from "./loggable-error.ts";

export type Logger = PinoLogger;

export const logLevels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;
export type LogLevel = (typeof logLevels)[number];

export interface LoggerOptions {
  readonly service: string;
  readonly level?: LogLevel;
  /** Fields of every line, such as `server_id`. */
  readonly fields?: Readonly<Record<string, string>>;
  /** Fields of a line by where it is written, such as whose request is being answered. */
  readonly context?: () => Readonly<Record<string, string>>;
  /** Standard output if not given. */
  readonly destination?: DestinationStream;
}

/**
 * One JSON object a line. What may hold a credential, or what somebody wrote, is blanked by its name, down to three levels; a
 * `url` loses its query, an error what it quotes.
 */
export function createLogger({ service, level = "info", fields = {}, context, destination }: LoggerOptions): Logger {
  const options = {
    level,
    base: { service, ...fields },
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    // Not by pino's own redaction: it looks each path up in each line, which took 70 µs.
    formatters: {
      level: (label: string) => ({ level: label }),
      log: (fieldsOfLine: Record<string, unknown>) => redacted(fieldsOfLine),
    },
    ...(context === undefined ? {} : { mixin: context }),
    serializers: { err: loggableError, error: loggableError, url: withoutQuery },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

const redactedNames: ReadonlySet<string> = new Set([
  "token",
  "refreshToken",
  "refresh_token",
  "accessToken",
  "access_token",
  "bearerToken",
  "password",
  "currentPassword",
  "current_password",
  "secret",
  "authorization",
  "Authorization",
  "cookie",
  "Cookie",
  "cookies",
  "set-cookie",
  "Set-Cookie",
  "setCookie",
  "content",
  "body",
  "text",
  "email",
]);
const redactedLevels = 3;

/** The same object where nothing in it is blanked, as in nearly all: nothing is made then. */
function redacted(object: Record<string, unknown>, levels = redactedLevels): Record<string, unknown> {
  let copy: Record<string, unknown> | undefined;
  for (const name in object) {
    const value = object[name];
    const shown = redactedNames.has(name) && value !== undefined ? "[redacted]" : inside(value, levels - 1);
    if (shown !== value) (copy ??= { ...object })[name] = shown;
  }
  return copy ?? object;
}

function inside(value: unknown, levels: number): unknown {
  if (value instanceof Error) return loggableError(value);
  if (typeof value !== "object" || value === null || levels === 0) return value;
  if (Array.isArray(value)) return value.some(isObject) ? value.map((one) => inside(one, levels - 1)) : value;
  return redacted(value as Record<string, unknown>, levels);
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}

function withoutQuery(url: unknown): unknown {
  return typeof url === "string" ? url.split("?", 1)[0] : url;
}
