import { readFileSync } from "node:fs";

/** `docker compose config --format json`, the part of it that is looked at. */
interface Config {
  readonly services: Readonly<Record<string, Service>>;
  readonly networks: Readonly<Record<string, { readonly internal?: boolean }>>;
}
interface Service {
  readonly command?: readonly string[] | null;
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly mem_limit?: string;
  readonly pids_limit?: number;
  readonly networks?: Readonly<Record<string, unknown>>;
  readonly ports?: readonly { readonly host_ip?: string; readonly target: number }[];
  readonly environment?: Readonly<Record<string, string | null>>;
}

// What docker-compose.yml promises of every container, read from standard input. Says all that is not so, and fails.

const { services, networks } = JSON.parse(readFileSync(0, "utf8")) as Config;
const problems = Object.entries(services).flatMap(([name, service]) =>
  wrongWith(name, service).map((problem) => `${name}: ${problem}`),
);
if (networks["inner"]?.internal !== true) problems.push("the network inner leads outside");
for (const problem of problems) console.error(`docker-compose.yml: ${problem}`);
if (problems.length > 0) process.exitCode = 1;

function wrongWith(name: string, service: Service): string[] {
  const wrong: string[] = [];
  if (service.read_only !== true) wrong.push("its root file system can be written");
  if (!service.cap_drop?.includes("ALL")) wrong.push("it keeps capabilities");
  if (!service.security_opt?.includes("no-new-privileges:true")) wrong.push("it may gain privileges");
  if (service.mem_limit === undefined) wrong.push("nothing limits its memory");
  if (service.pids_limit === undefined) wrong.push("nothing limits its processes");

  if (name === "postgres" && !service.command?.includes("log_error_verbosity=terse"))
    wrong.push("its log has what people wrote");

  const atTheEdge = ["nginx", "prometheus", "alertmanager", "grafana"].includes(name);
  const own = /^chat-\d+$/.test(name) ? ["inner", "out"] : ["inner"];
  const outer = Object.keys(service.networks ?? {}).filter((network) => !own.includes(network));
  if (!atTheEdge && outer.length > 0) wrong.push(`it stands in ${outer.join(", ")}`);
  if (!atTheEdge && service.ports !== undefined) wrong.push("it publishes ports");
  const open = service.ports?.filter(({ host_ip }) => host_ip !== "127.0.0.1") ?? [];
  if (name !== "nginx" && open.length > 0) wrong.push("its ports are open to the network");

  for (const [variable, value] of Object.entries(service.environment ?? {})) {
    if (/:\/\/[^/]*:[^/]*@/.test(value ?? "")) wrong.push(`${variable} holds a password`);
  }
  return wrong;
}
