import { isIP } from "node:net";
import { resolve } from "node:path";
import { readTlsSettings, type TlsSettings } from "./tls-settings.ts";

/** What `make up` is told by its environment. */
export interface StackSettings {
  readonly host: string;
  readonly port: number;
  readonly chatInstances: number;
  readonly dataFolder: string;
  /** Networks of the proxies before this one, with blanks between; this machine alone when it is left out. */
  readonly trustedProxies?: string;
  /** Of a file that is sent, for the edge; left out: the standard. The services read it themselves. */
  readonly maxFileBytes?: number;
  /** Of Nginx; left out: plain HTTP. */
  readonly tls?: TlsSettings;
  /** Whether what the services log is shown; left out: on a terminal. */
  readonly showsLogs?: boolean;
  /** What is passed on to the services: their own settings, and whatever else Node heeds. */
  readonly serviceEnv: Readonly<Record<string, string>>;
}

const maxChatInstances = 16;
/** Of a file that is sent, as in the chat-service and nginx/render.sh; so are its bounds. */
export const standardFileBytes = 26_214_400;
const leastFileBytes = 1_024;
const mostFileBytes = 5_368_709_120;

/** Reads the settings; what is wrong with any of them is said at once, in one error. A relative data folder is in `root`. */
export function readStackSettings(env: Readonly<Record<string, string | undefined>>, root: string): StackSettings {
  const problems: string[] = [];
  const number = (name: string, fallback: number, lowest: number, highest: number) => {
    const text = env[name]?.trim() || String(fallback);
    const value = Number(text);
    const fits = /^\d+$/.test(text) && value >= lowest && value <= highest;
    if (!fits) problems.push(`${name} must be a whole number from ${lowest} to ${highest}, not "${text}"`);
    return value;
  };
  const port = number("HUBBUB_PORT", 8080, 1, 65_535);
  const chatInstances = number("HUBBUB_CHAT_INSTANCES", 2, 1, maxChatInstances);
  const maxFileBytes = number("MAX_FILE_BYTES", standardFileBytes, leastFileBytes, mostFileBytes);
  const host = env["HUBBUB_HOST"]?.trim() || "127.0.0.1";
  if (isIP(host) === 0) problems.push(`HUBBUB_HOST must be an IP address of this machine, not "${host}"`);
  const dataFolder = readDataFolder(env, root);
  if (/[\s;{}'"\\$]/.test(dataFolder)) {
    problems.push(`HUBBUB_DATA must be a path without spaces, quotes or any of ; { } \\ $, not "${dataFolder}"`);
  }
  const logs = env["HUBBUB_LOGS"]?.trim() || undefined;
  if (logs !== undefined && !/^(on|off)$/.test(logs)) problems.push(`HUBBUB_LOGS must be on or off, not "${logs}"`);
  const rateLimits = env["RATE_LIMITS"] ?? "on";
  if (!/^(on|off)$/.test(rateLimits)) problems.push(`RATE_LIMITS must be on or off, not "${rateLimits}"`);
  const trustedProxies = env["TRUSTED_PROXIES"]?.trim() || "127.0.0.0/8";
  for (const network of trustedProxies.split(/\s+/)) {
    if (!isNetwork(network)) {
      problems.push(`TRUSTED_PROXIES must be IP addresses or networks such as 10.0.0.0/8, not "${network}"`);
    }
  }
  const tls = readTlsSettings(env, root, (problem) => problems.push(problem));
  if (Number(env["HUBBUB_HTTP_PORT"]) === port) problems.push("HUBBUB_HTTP_PORT must be another port than HUBBUB_PORT");
  if (problems.length > 0) throw new Error(problems.join("\n"));
  return {
    host,
    port,
    chatInstances,
    dataFolder,
    trustedProxies,
    maxFileBytes,
    ...(tls && { tls }),
    ...(logs !== undefined && { showsLogs: logs === "on" }),
    serviceEnv: serviceEnvOf(env),
  };
}

/** For who needs no more of the settings, and should not stumble over the others. */
export function readDataFolder(env: Readonly<Record<string, string | undefined>>, root: string): string {
  return resolve(root, env["HUBBUB_DATA"]?.trim() || ".hubbub");
}

function isNetwork(text: string): boolean {
  const [address = "", bits, ...rest] = text.split("/");
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}

/** Without what the launcher, make and npm say to themselves, and what it decides for the services. */
function serviceEnvOf(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) {
    if (value !== undefined && !notForServices.test(name)) kept[name] = value;
  }
  return kept;
}

const ownNames = ["BIND_HOST", "HTTP_PORT", "GRPC_PORT", "OPS_PORT", "SERVER_ID", "USER_SERVICE_GRPC"];
const secretNames = [
  "DATABASE_URL",
  "DATABASE_MIGRATION_URL",
  "REDIS_URL",
  "SIGNING_KEY_SECRET",
  "GRPC_SECRET",
  "OPS_SECRET",
  "POSTGRES_PASSWORD",
  "GRAFANA_PASSWORD",
];
const notForServices = new RegExp(
  `^(HUBBUB_.*|npm_.*|MAKE.*|MFLAGS|TLS_.*|${ownNames.join("|")}|(${secretNames.join("|")})(_FILE)?)$`,
);
