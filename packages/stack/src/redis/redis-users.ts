import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { repositoryRoot } from "../stack/layout.ts";

export interface RedisPasswords {
  /** Of `hubbub`, as whom the services come: what they do and no more. */
  readonly hubbub: string;
  /** Of `operator`, who may do everything: for whoever is on call. */
  readonly operator: string;
  /** Of `exporter`, who reads how Redis is, and no key. */
  readonly exporter: string;
}

/**
 * The text of Redis' aclfile, as the containers have it too (docker/init.sh). It holds no password, only what each is
 * checked by. A `version` before 7 does not start with rules about what it lacks: sharded channels, and before 6.2 rules
 * about channels at all.
 */
export function redisUsers({ hubbub, operator, exporter }: RedisPasswords, version = 7): string {
  const users = readFileSync(join(repositoryRoot, "redis/users.acl.template"), "utf8")
    .replace("HUBBUB_PASSWORD_SHA256", sha256(hubbub))
    .replace("OPERATOR_PASSWORD_SHA256", sha256(operator))
    .replace("EXPORTER_PASSWORD_SHA256", sha256(exporter));
  const known = version < 7 ? users.replaceAll(/ \+s(publish|subscribe|unsubscribe)\b/g, "") : users;
  return version < 6.2 ? known.replaceAll(/ (resetchannels|&\S+)/g, "") : known;
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
