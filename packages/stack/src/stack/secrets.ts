import { createHmac, randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { writeFileAtomically } from "./write-file-atomically.ts";

/** The passwords and keys of one data folder: made at its first start, kept for its life. */
export interface Secrets {
  readonly postgresPassword: string;
  /** Of the roles that own the databases. */
  readonly usersDatabasePassword: string;
  readonly chatDatabasePassword: string;
  /** Of the roles that the services come as. */
  readonly usersServicePassword: string;
  readonly chatServicePassword: string;
  readonly redisPassword: string;
  readonly redisOperatorPassword: string;
  /** Of those who only look how Postgres and Redis are. */
  readonly postgresExporterPassword: string;
  readonly redisExporterPassword: string;
  readonly signingKeySecret: string;
  readonly grpcSecret: string;
  /** Of it each service has its own. */
  readonly opsSecret: string;
}

/** What opens the ops port of one service: who has taken over one may not look into another. */
export function opsSecretOf(service: string, { opsSecret }: Pick<Secrets, "opsSecret">): string {
  return createHmac("sha256", opsSecret).update(service).digest("base64url");
}

/** Reads `secrets.json`, which only its owner may read, and makes what is not in it yet. */
export function keepSecrets(dataFolder: string): Secrets {
  const path = join(dataFolder, "secrets.json");
  const known = existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Partial<Secrets>) : {};
  const secrets: Secrets = {
    postgresPassword: known.postgresPassword ?? makeSecret(),
    usersDatabasePassword: known.usersDatabasePassword ?? makeSecret(),
    chatDatabasePassword: known.chatDatabasePassword ?? makeSecret(),
    usersServicePassword: known.usersServicePassword ?? makeSecret(),
    chatServicePassword: known.chatServicePassword ?? makeSecret(),
    redisPassword: known.redisPassword ?? makeSecret(),
    redisOperatorPassword: known.redisOperatorPassword ?? makeSecret(),
    postgresExporterPassword: known.postgresExporterPassword ?? makeSecret(),
    redisExporterPassword: known.redisExporterPassword ?? makeSecret(),
    signingKeySecret: known.signingKeySecret ?? makeSecret(),
    grpcSecret: known.grpcSecret ?? makeSecret(),
    opsSecret: known.opsSecret ?? makeSecret(),
  };
  writeFileAtomically(path, `${JSON.stringify(secrets, undefined, 2)}\n`, 0o600);
  return secrets;
}

/** What a `secrets.json` says. */
export function readSecrets(path: string): Secrets {
  return JSON.parse(readFileSync(path, "utf8")) as Secrets;
}

/** What opens the ops port of a service that runs. Throws a sentence where an earlier release started it, which had no such secret. */
export function runningOpsSecret(service: string, dataFolder: string): string {
  const { opsSecret }: Partial<Secrets> = readSecrets(join(dataFolder, "secrets.json"));
  if (opsSecret === undefined) throw new Error("an earlier release runs: start make up again first");
  return opsSecretOf(service, { opsSecret });
}

/** 256 bits, as text that needs no quoting in a URL or a configuration file. */
function makeSecret(): string {
  return randomBytes(32).toString("base64url");
}
