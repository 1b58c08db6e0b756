import { type DestinationStream, type Logger as PinoLogger, pino, stdSerializers } from "pino";

export type Logger = PinoLogger;

export const logLevels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;
export type LogLevel = (typeof logLevels)[number];

export interface LoggerOptions {
  readonly service: string;
  readonly level?: LogLevel;
  /** Fields of every line, such as `server_id`. */
  readonly fields?: Readonly<Record<string, string>>;
  /** Standard output if not given. */
  readonly destination?: DestinationStream;
}

/** One JSON object a line. What may hold a credential is blanked by its name, down to three levels; a `url` loses its query. */
export function createLogger({ service, level = "info", fields = {}, destination }: LoggerOptions): Logger {
  const options = {
    level,
    base: { service, ...fields },
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: { paths: redactedPaths, censor: "[redacted]" },
    serializers: { err: stdSerializers.err, error: stdSerializers.err, url: withoutQuery },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

const redactedNames = [
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
];
const redactedPaths = ["", "*.", "*.*."].flatMap((at) =>
  redactedNames.map((name) => (name.includes("-") ? `${at.slice(0, -1)}["${name}"]` : `${at}${name}`)),
);

function withoutQuery(url: unknown): unknown {
  return typeof url === "string" ? url.split("?", 1)[0] : url;
}
