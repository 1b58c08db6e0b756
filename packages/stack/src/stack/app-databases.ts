import type { OwnedDatabase } from "../postgres/ensure-databases.ts";
import type { Secrets } from "./secrets.ts";

export interface AppDatabase extends OwnedDatabase {
  /** The workspace below `apps/` whose it is. */
  readonly app: "user-service" | "chat-service";
  /** As who may change its tables. */
  readonly ownerUrl: string;
  /** As the service, which may not. */
  readonly serviceUrl: string;
}

/** Each service's database, as it stands in the Postgres on this port. */
export function appDatabases(
  secrets: Secrets,
  port: number,
): { readonly users: AppDatabase; readonly chat: AppDatabase } {
  const make = (app: AppDatabase["app"], name: string, password: string, servicePassword: string): AppDatabase => {
    const service = { name: `${name}_service`, password: servicePassword };
    return {
      app,
      name,
      password,
      service,
      ownerUrl: databaseUrl(name, password, port, name),
      serviceUrl: databaseUrl(service.name, service.password, port, name),
    };
  };
  return {
    users: make("user-service", "hubbub_users", secrets.usersDatabasePassword, secrets.usersServicePassword),
    chat: make("chat-service", "hubbub_chat", secrets.chatDatabasePassword, secrets.chatServicePassword),
  };
}

/** Who measures Postgres. It has no database of its own. */
export const exporterRole = "hubbub_exporter";

export function databaseUrl(user: string, password: string, port: number, name: string): string {
  return `postgres://${user}:${password}@127.0.0.1:${port}/${name}`;
}
