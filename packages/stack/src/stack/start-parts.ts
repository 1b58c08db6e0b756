import { dirname, join } from "node:path";
import { ensureDatabases } from "../postgres/ensure-databases.ts";
import { initDataFolder } from "../postgres/init-data-folder.ts";
import { runDatabaseCommand } from "../postgres/run-database-command.ts";
import { nginxExporterPart } from "../parts/exporters/nginx-exporter-part.ts";
import { postgresExporterPart } from "../parts/exporters/postgres-exporter-part.ts";
import { redisExporterPart } from "../parts/exporters/redis-exporter-part.ts";
import { nginxPart } from "../parts/nginx-part.ts";
import { postgresPart } from "../parts/postgres-part.ts";
import { prometheusPart } from "../parts/prometheus-part.ts";
import { proxyPart } from "../parts/proxy-part.ts";
import { redisPart } from "../parts/redis-part.ts";
import { servicePart } from "../parts/service-part.ts";
import { type Code, reachableCode } from "../processes/reachable-code.ts";
import type { Part } from "../supervisor/part.ts";
import type { Supervisor } from "../supervisor/supervisor.ts";
import { type AppDatabase, appDatabases, databaseUrl, exporterRole } from "./app-databases.ts";
import type { Program } from "./find-programs.ts";
import { isolationNotice } from "./isolation-notice.ts";
import type { Layout } from "./layout.ts";
import { placeFiles, withoutFiles } from "./place-files.ts";
import { keepSecrets, opsSecretOf } from "./secrets.ts";
import { type StackSettings, standardFileBytes } from "./settings.ts";
import { findStackPorts, namedServicePorts } from "./stack-ports.ts";
import { findWebRoot } from "./web-root.ts";

type Env = Readonly<Record<string, string>>;

/** Given a service's name and the environment it would get, says which it gets. */
export type ServiceEnv = (name: string, env: Env) => Env | Promise<Env>;

interface StartOptions {
  readonly settings: StackSettings;
  readonly layout: Layout;
  readonly programs: Readonly<Record<Program, string | undefined>>;
  readonly supervisor: Supervisor;
  readonly report: (line: string) => void;
  readonly serviceEnv: ServiceEnv;
  readonly rootOf: (service: string) => string | undefined;
}

interface StartedParts {
  readonly url: string;
  readonly ports: Record<string, number>;
  readonly databaseUrls: { readonly users: string; readonly chat: string };
  readonly redisUrl: string | undefined;
  readonly redisOperatorUrl: string | undefined;
}

/** Starts every part, each when what it needs is ready. */
export async function startParts(options: StartOptions): Promise<StartedParts> {
  const { settings, layout, programs, supervisor, report, serviceEnv, rootOf } = options;
  const redis = programs["redis-server"];
  const chatInstances = redis === undefined ? 1 : settings.chatInstances;
  const secrets = keepSecrets(layout.data);
  const ports = await findStackPorts(chatInstances, settings.port);
  const named: Record<string, number> = {};
  const start = async (parts: readonly Part[], partPorts: Record<string, number>) => {
    const startedAt = performance.now();
    await supervisor.start(parts);
    Object.assign(named, partPorts);
    report(`${parts.map(({ title }) => title).join(", ")}: ready in ${seconds(startedAt)}`);
  };

  const superuserUrl = databaseUrl("postgres", secrets.postgresPassword, ports.postgres, "postgres");
  const notice = isolationNotice(dirname(layout.postgres));
  if (notice !== undefined) report(notice);
  initDataFolder(layout.postgres, secrets.postgresPassword);
  const postgres = { dataFolder: layout.postgres, port: ports.postgres, superuserUrl };
  await start([postgresPart(postgres)], { postgres: ports.postgres });
  const databases = appDatabases(secrets, ports.postgres);
  const { postgresExporterPassword } = secrets;
  await ensureDatabases(superuserUrl, Object.values(databases), {
    name: exporterRole,
    password: postgresExporterPassword,
  });
  const { root } = layout;
  const codes = new Map<string, Code>();
  const codeOf = (service: string) => {
    const from = rootOf(service) ?? root;
    const code = codes.get(from) ?? reachableCode(from, join(layout.code, String(codes.size)));
    codes.set(from, code);
    return code;
  };
  const migratedAt = performance.now();
  await Promise.all(
    Object.values(databases).map(({ app, ownerUrl, serviceUrl }) =>
      runDatabaseCommand({
        code: codeOf("migrations"),
        app,
        folder: "migrate",
        migrationUrl: ownerUrl,
        url: serviceUrl,
      }),
    ),
  );
  report(`the databases: up to date in ${seconds(migratedAt)}`);

  let redisUrl: string | undefined;
  let redisOperatorUrl: string | undefined;
  if (redis !== undefined) {
    const { redis: port } = ports;
    const passwords = {
      hubbub: secrets.redisPassword,
      operator: secrets.redisOperatorPassword,
      exporter: secrets.redisExporterPassword,
    };
    redisUrl = `redis://hubbub:${passwords.hubbub}@127.0.0.1:${port}`;
    redisOperatorUrl = `redis://operator:${passwords.operator}@127.0.0.1:${port}`;
    await start([redisPart({ command: redis, folder: layout.redis, port, passwords })], { redis: port });
  }

  const inside = {
    ...withoutFiles(settings.serviceEnv),
    // All parts are of one release and start together: nobody calls without the secret.
    GRPC_SECRET_REQUIRED: settings.serviceEnv["GRPC_SECRET_REQUIRED"] || "on",
    GRPC_SECRET: secrets.grpcSecret,
    REDIS_URL: redisUrl ?? "",
  };
  // A release of before the two roles migrates by itself.
  const databaseOf = (service: string, { ownerUrl, serviceUrl }: AppDatabase) =>
    rootOf(service) === undefined ? serviceUrl : ownerUrl;
  const userService = servicePart({
    name: "user-service",
    code: codeOf("user-service"),
    app: "user-service",
    ports: ports.userService,
    env: await serviceEnv("user-service", {
      ...inside,
      DATABASE_URL: databaseOf("user-service", databases.users),
      SIGNING_KEY_SECRET: secrets.signingKeySecret,
      OPS_SECRET: opsSecretOf("user-service", secrets),
    }),
  });
  await start([userService], namedServicePorts("user-service", ports.userService));

  const files = placeFiles(settings.serviceEnv, layout.files);
  const chatEnv = {
    ...inside,
    ...files.env,
    USER_SERVICE_GRPC: `127.0.0.1:${ports.userService.grpc}`,
  };
  const chats = ports.chat.map((chatPorts, index) => ({ name: `chat-${index + 1}`, ports: chatPorts }));
  const chatPart = async ({ name, ports: chatPorts }: (typeof chats)[number]) => {
    const DATABASE_URL = databaseOf(name, databases.chat);
    const env = await serviceEnv(name, {
      ...chatEnv,
      DATABASE_URL,
      SERVER_ID: name,
      OPS_SECRET: opsSecretOf(name, secrets),
    });
    const { folders } = files;
    return servicePart({ name, code: codeOf(name), app: "chat-service", ports: chatPorts, folders, env });
  };
  await start(
    await Promise.all(chats.map(chatPart)),
    Object.assign({}, ...chats.map(({ name, ports: chatPorts }) => namedServicePorts(name, chatPorts))),
  );

  // Without Prometheus nobody asks them.
  const redisExporter = redis && programs.prometheus && programs["prometheus-redis-exporter"];
  const nginxExporter = programs.nginx && programs.prometheus && programs["prometheus-nginx-exporter"];
  if (programs.prometheus !== undefined) {
    const { exporters } = ports;
    const targets = [
      { job: "user-service", instance: "user-service", port: ports.userService.ops },
      ...chats.map(({ name, ports: chatPorts }) => ({ job: "chat-service", instance: name, port: chatPorts.ops })),
      { job: "prometheus", instance: "prometheus", port: ports.prometheus },
      { job: "postgres", instance: "postgres", port: exporters.postgres },
      ...(redisExporter ? [{ job: "redis", instance: "redis", port: exporters.redis }] : []),
      ...(nginxExporter ? [{ job: "nginx", instance: "nginx", port: exporters.nginx }] : []),
    ];
    const { prometheus: port } = ports;
    const parts = [prometheusPart({ command: programs.prometheus, root, folder: layout.prometheus, port, targets })];
    const exporterUrl = databaseUrl(exporterRole, postgresExporterPassword, ports.postgres, "postgres");
    const code = codeOf("postgres-exporter");
    parts.push(postgresExporterPart({ code, port: exporters.postgres, databaseUrl: exporterUrl }));
    if (redisExporter) {
      const to = { redisPort: ports.redis, password: secrets.redisExporterPassword };
      parts.push(redisExporterPart({ command: redisExporter, port: exporters.redis, ...to }));
    }
    await start(parts, {
      prometheus: port,
      "postgres-exporter": exporters.postgres,
      ...(redisExporter && { "redis-exporter": exporters.redis }),
    });
  }

  const url = browserUrl(settings);
  const edge = {
    host: settings.host,
    port: settings.port,
    url,
    chatPorts: ports.chat.map(({ http }) => http),
    userPort: ports.userService.http,
    webRoot: findWebRoot(layout),
    maxFileBytes: settings.maxFileBytes ?? standardFileBytes,
    rateLimits: settings.serviceEnv["RATE_LIMITS"] ?? "on",
    trustedProxies: settings.trustedProxies ?? "127.0.0.0/8",
    allowedOrigins: settings.serviceEnv["ALLOWED_ORIGINS"] ?? "",
    tls: settings.tls,
    statusPort: nginxExporter ? ports.exporters.nginxStatus : undefined,
    report,
  };
  const { nginx } = programs;
  const part =
    nginx === undefined
      ? proxyPart(edge, codeOf("proxy"))
      : nginxPart({ ...edge, command: nginx, root, folder: layout.nginx });
  await start([part], { [part.name]: settings.port });
  if (nginxExporter) {
    const { nginx: port, nginxStatus: statusPort } = ports.exporters;
    await start([nginxExporterPart({ command: nginxExporter, port, statusPort })], { "nginx-exporter": port });
  }
  const databaseUrls = { users: databases.users.ownerUrl, chat: databases.chat.ownerUrl };
  return { url, ports: named, databaseUrls, redisUrl, redisOperatorUrl };
}

/** `localhost` is not used: it may mean ::1, where somebody else may listen. */
function browserUrl({ host, port, tls }: StackSettings): string {
  const address = host === "0.0.0.0" ? "127.0.0.1" : host === "::" ? "::1" : host;
  return `${tls === undefined ? "http" : "https"}://${address.includes(":") ? `[${address}]` : address}:${port}`;
}

function seconds(startedAt: number): string {
  return `${((performance.now() - startedAt) / 1_000).toFixed(1)} s`;
}
