import { rateSettings } from "@hubbub/rate-limits";
import {
  type ConfigOf,
  type ConfigProblem,
  grpcContradictions,
  grpcSettings,
  logLevels,
  readConfig,
  type ReadSoFar,
  setting,
  traceContradictions,
  traceSettings,
} from "@hubbub/service-runtime";
import { fairUseLimits } from "./fair-use/fair-use.ts";
import { parseFilesUrl } from "./files/storage/parse-files-url.ts";
import { stemmedLanguages } from "./search/words/stemmed-languages.ts";
import { socketLimits } from "./sockets/session/frame-allowance.ts";

const specification = {
  /** This instance's name, the same at every start: `chat-1`. */
  serverId: setting.text("SERVER_ID", { default: "chat-1" }),
  bindHost: setting.text("BIND_HOST", { default: "127.0.0.1" }),
  httpPort: setting.port("HTTP_PORT"),
  grpcPort: setting.port("GRPC_PORT"),
  opsPort: setting.port("OPS_PORT"),
  /** Who gives it to the ops port may take profiles of the process; empty: nobody. */
  opsSecret: setting.token("OPS_SECRET", { secret: true, minLength: 16, default: "" }),
  grpc: grpcSettings,
  databaseUrl: setting.url("DATABASE_URL", { secret: true, protocols: ["postgres", "postgresql"] }),
  /** Of a role that may change tables. Without it the service migrates as itself, or, where it may not, only looks. */
  migrationUrl: setting.url("DATABASE_MIGRATION_URL", {
    secret: true,
    protocols: ["postgres", "postgresql"],
    default: "",
  }),
  /** Connections for reading; the writer and the migrations open one each besides. */
  databaseConnections: setting.integer("DATABASE_CONNECTIONS", { default: 10, min: 1, max: 500 }),
  /** Without it this instance is alone: broker and presence in memory. */
  redisUrl: setting.url("REDIS_URL", { secret: true, protocols: ["redis", "rediss"], default: "" }),
  /** Sharded pub/sub, for Redis Cluster; all instances must agree. */
  redisSharded: setting.onOff("REDIS_SHARDED", { default: "off" }),
  /** host:port */
  userServiceGrpc: setting.text("USER_SERVICE_GRPC"),
  logLevel: setting.choice("LOG_LEVEL", logLevels, { default: "info" }),
  traces: traceSettings,
  rateLimits: setting.onOff("RATE_LIMITS", { default: "on" }),
  rates: rateSettings(fairUseLimits),
  socketRates: rateSettings(socketLimits),
  /** Sockets of this instance; past it upgrades are refused with 503. */
  maxConnections: setting.integer("MAX_CONNECTIONS", { default: 50_000, min: 1, max: 1_000_000 }),
  /** Origins besides this host's own whose pages may ask and open sockets: `https://other.example`; `*`: any. */
  allowedOrigins: setting.origins("ALLOWED_ORIGINS", { default: [] }),
  /** Upgrades a second; past it 503. */
  connectsPerSecond: setting.integer("CONNECTS_PER_SECOND", { default: 1_000, min: 1, max: 1_000_000 }),
  /** Sockets of one account that are open at a time, on all instances. */
  openSocketsPerAccount: setting.integer("LIMIT_OPEN_SOCKETS", { default: 50, min: 1, max: 100_000 }),
  /** For how many days rooms keep messages; 0: for ever. A room's own rule counts where it is shorter. */
  messageRetentionDays: setting.integer("MESSAGE_RETENTION_DAYS", { default: 0, min: 0, max: 36_600 }),
  /** Of an account that is deleted: kept, as a "deleted user"'s, or emptied. */
  deletedAccountMessages: setting.choice("DELETED_ACCOUNT_MESSAGES", ["keep", "erase"], { default: "keep" }),
  /** Who may see what messages said before they were edited: those of the room, its owners and admins, or nobody. */
  editHistory: setting.choice("EDIT_HISTORY", ["members", "moderators", "off"], { default: "members" }),
  /** In which a search also finds other forms of a word. */
  searchLanguages: setting.choices("SEARCH_LANGUAGES", stemmedLanguages, { default: ["english", "german"] }),
  /** Where files are kept: a folder that all instances share, or a bucket of S3. Without it there are none. */
  filesUrl: setting.parsed("FILES_URL", parseFilesUrl, { secret: true, default: { kind: "none" } }),
  /** Bytes of one file, of all files of a person, and of all files together (0: as many as there is room for). */
  maxFileBytes: setting.integer("MAX_FILE_BYTES", { default: 26_214_400, min: 1_024, max: 5_368_709_120 }),
  filesQuotaPerson: setting.integer("FILES_QUOTA_PERSON", { default: 1_073_741_824, min: 0, max: 2 ** 50 }),
  filesQuotaServer: setting.integer("FILES_QUOTA_SERVER", { default: 10_737_418_240, min: 0, max: 2 ** 50 }),
  /** Whether links in messages are looked at. */
  linkPreviews: setting.onOff("LINK_PREVIEWS", { default: "on" }),
  /** Tests only: links may lead to this machine itself, on any port. */
  previewLoopback: setting.onOff("PREVIEW_LOOPBACK", { default: "off" }),
  /** Whether this instance watches over the promises with messages of its own (canary/), and how many ms apart these are. */
  canary: setting.onOff("CANARY", { default: "on" }),
  canaryIntervalMs: setting.integer("CANARY_INTERVAL_MS", { default: 5_000, min: 100, max: 60_000 }),
  nodeEnv: setting.text("NODE_ENV", { default: "" }),
  /** Over which a stopping instance spreads its sockets' reconnects. */
  drainMs: setting.integer("DRAIN_MS", { default: 5_000, min: 0, max: 600_000 }),
};

export type ChatServiceConfig = ConfigOf<typeof specification>;

/** Throws one ConfigError that names every variable that is wrong. */
export function readChatServiceConfig(env: Readonly<Record<string, string | undefined>>): ChatServiceConfig {
  return readConfig(env, specification, (config) => [
    ...grpcContradictions(config.grpc),
    ...traceContradictions(config.traces),
    ...loopbackContradictions(config),
  ]);
}

function loopbackContradictions({ previewLoopback, nodeEnv }: ReadSoFar<typeof specification>): ConfigProblem[] {
  if (previewLoopback !== "on" || nodeEnv !== "production") return [];
  const problem =
    "must not be on where NODE_ENV is production: whoever writes a message could look at this machine itself";
  return [{ name: "PREVIEW_LOOPBACK", problem }];
}
