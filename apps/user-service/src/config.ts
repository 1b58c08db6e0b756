import { rateSettings } from "@hubbub/rate-limits";
import {
  type ConfigOf,
  grpcContradictions,
  grpcSettings,
  logLevels,
  readConfig,
  setting,
  traceContradictions,
  traceSettings,
} from "@hubbub/service-runtime";
import { usernamesSetting } from "./accounts/usernames-setting.ts";
import { fairUseLimits } from "./fair-use/fair-use.ts";
import { passwordLimits } from "./sign-in-guard/sign-in-guard.ts";

const specification = {
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
  logLevel: setting.choice("LOG_LEVEL", logLevels, { default: "info" }),
  traces: traceSettings,
  rateLimits: setting.onOff("RATE_LIMITS", { default: "on" }),
  /** Without it limits are this instance's alone. */
  redisUrl: setting.url("REDIS_URL", { secret: true, protocols: ["redis", "rediss"], default: "" }),
  rates: rateSettings([...fairUseLimits, ...passwordLimits]),
  /** Origins besides this host's own whose pages may ask: `https://other.example`; `*`: any, without cookies. */
  allowedOrigins: setting.origins("ALLOWED_ORIGINS", { default: [] }),
  /** Encrypts the signing keys' private halves in the database. */
  signingKeySecret: setting.text("SIGNING_KEY_SECRET", { secret: true, minLength: 16 }),
  /** Days after which a signing key gets its successor; 0: never by itself. */
  signingKeyDays: setting.integer("SIGNING_KEY_DAYS", { default: 30, min: 0, max: 3_650 }),
  accessTokenMinutes: setting.integer("ACCESS_TOKEN_MINUTES", { default: 15, min: 1, max: 12 * 60 }),
  refreshTokenDays: setting.integer("REFRESH_TOKEN_DAYS", { default: 30, min: 1, max: 400 }),
  /** 0 keeps the audit log for ever. */
  auditDays: setting.integer("AUDIT_DAYS", { default: 365, min: 0, max: 36_500 }),
  passwordMinLength: setting.integer("PASSWORD_MIN_LENGTH", { default: 8, min: 1, max: 128 }),
  /**
   * Whoever holds one of these usernames is a server admin, from the next token on. A name that nobody has registered is
   * anyone's to take: the service warns of it at each start.
   */
  adminUsernames: usernamesSetting("ADMIN_USERNAMES"),
};

export type UserServiceConfig = ConfigOf<typeof specification>;

/** Throws one ConfigError that names every variable that is wrong. */
export function readUserServiceConfig(env: Readonly<Record<string, string | undefined>>): UserServiceConfig {
  return readConfig(env, specification, ({ grpc, traces }) => [
    ...grpcContradictions(grpc),
    ...traceContradictions(traces),
  ]);
}

/** What `make-admin` needs of the same settings. */
export function readMakeAdminConfig(
  env: Readonly<Record<string, string | undefined>>,
): Pick<UserServiceConfig, "databaseUrl" | "adminUsernames" | "accessTokenMinutes"> {
  const { databaseUrl, adminUsernames, accessTokenMinutes } = specification;
  return readConfig(env, { databaseUrl, adminUsernames, accessTokenMinutes });
}

/** What `rotate-keys` needs of them. */
export function readRotateKeysConfig(
  env: Readonly<Record<string, string | undefined>>,
): Pick<UserServiceConfig, "databaseUrl" | "signingKeySecret" | "signingKeyDays" | "accessTokenMinutes"> {
  const { databaseUrl, signingKeySecret, signingKeyDays, accessTokenMinutes } = specification;
  return readConfig(env, { databaseUrl, signingKeySecret, signingKeyDays, accessTokenMinutes });
}

/** What `after-restore` needs of them, and cannot do without. */
export function readAfterRestoreConfig(
  env: Readonly<Record<string, string | undefined>>,
): Pick<UserServiceConfig, "migrationUrl"> {
  const migrationUrl = setting.url("DATABASE_MIGRATION_URL", { secret: true, protocols: ["postgres", "postgresql"] });
  return readConfig(env, { migrationUrl });
}
