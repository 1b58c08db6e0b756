/**
 * Whom each part runs as where the launcher is root: user and group numbers that neither Debian nor systemd gives to
 * anybody. One each, so that no part reads another's files, memory and environment, or signals it.
 */
export const partUsers = {
  postgres: 65_520,
  migrations: 65_521,
  redis: 65_522,
  "user-service": 65_523,
  "chat-service": 65_524,
  prometheus: 65_525,
  /** Nginx, or the small proxy. */
  edge: 65_526,
  "postgres-exporter": 65_527,
  "redis-exporter": 65_528,
  "nginx-exporter": 65_529,
  /** The user nobody: initdb runs only as one that has a name. */
  initdb: 65_534,
} as const;

export type PartUser = keyof typeof partUsers;

/** The beginning of a command line, for root, that goes on as this user, who never gets more rights than it begins with. */
export function asPartUser(user: PartUser): string[] {
  const id = partUsers[user];
  return ["setpriv", `--reuid=${id}`, `--regid=${id}`, "--clear-groups", "--no-new-privs"];
}
