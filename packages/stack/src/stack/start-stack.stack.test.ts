import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { UserServiceService } from "@hubbub/grpc-api/users";
import { createMetrics, openGrpcClient } from "@hubbub/service-runtime";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findCommand } from "../processes/find-command.ts";
import { freePort } from "../processes/free-port.ts";
import { httpOk } from "../processes/http-ok.ts";
import { partsHaveUsers } from "../processes/isolation.ts";
import { partUsers } from "../processes/part-users.ts";
import { until } from "../processes/until.ts";
import { type Launcher, nothingLeft, startLauncher } from "./fixtures/start-launcher.ts";
import { repositoryRoot } from "./layout.ts";
import { readStackSettings } from "./settings.ts";
import { readStackFile } from "./stack-file.ts";
import { startStack } from "./start-stack.ts";

const timeoutMs = 180_000;
const folder = mkdtempSync(join(tmpdir(), "hubbub-stack-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("a launcher", { timeout: timeoutMs }, () => {
  let port: number;
  let launcher: Launcher;
  beforeAll(async () => {
    port = await freePort();
    launcher = startLauncher(folder, port);
  });
  afterAll(() => void launcher.process.kill("SIGKILL"));
  let room: unknown;

  test("brings up all parts and says where they are", async () => {
    const stack = await launcher.ready();
    const services = ["user-service", "chat-1", "chat-2"];
    const exporters = ["postgres-exporter", ...whereInstalled("redis-exporter"), ...whereInstalled("nginx-exporter")];
    const others = ["postgres", "redis", "nginx", "prometheus", ...exporters];
    expect(Object.keys(stack.pids).toSorted()).toEqual([...services, ...others].toSorted());
    expect(Object.keys(stack.ports).toSorted()).toEqual(
      [...others, ...services.flatMap((name) => [name, `${name}-grpc`, `${name}-ops`])].toSorted(),
    );
    expect(stack).toMatchObject({ url: `http://127.0.0.1:${port}`, ports: { nginx: port } });
    for (const name of services)
      expect(await httpOk(`http://127.0.0.1:${stack.ports[`${name}-ops`]}/metrics`)).toBe(true);
  });

  test("shows Prometheus how Postgres, Redis and Nginx are, and nobody outside", async () => {
    const { url, ports } = await launcher.ready();
    const metrics = ["pg_up", ...whereInstalled("redis_up"), ...whereInstalled("nginx_up")];
    for (const metric of metrics) {
      const isUp = async () => {
        const answer = await fetch(`http://127.0.0.1:${ports["prometheus"]}/api/v1/query?query=${metric}`);
        const { data } = (await answer.json()) as { data: { result: { value: [number, string] }[] } };
        return data.result[0]?.value[1] === "1";
      };
      await until(`${metric} to be 1`, isUp, 30_000);
    }
    for (const path of ["/metrics", "/stub_status"]) {
      expect(await (await fetch(`${url}${path}`)).text()).not.toMatch(/connections|_up/);
    }
  });

  test("runs no part with any right of root's", async () => {
    const { pids } = await launcher.ready();
    const processes = Object.values(pids).flatMap(processesOfGroup);
    expect(processes.length).toBeGreaterThan(Object.keys(pids).length);
    for (const { name, capabilities } of processes) expect({ name, capabilities }).toEqual({ name, capabilities: 0n });
  });

  test("runs each part as a user of its own, where root starts it", async (context) => {
    context.skip(!partsHaveUsers(), "only root may become another user");
    const { pids } = await launcher.ready();
    const { postgres, redis, prometheus, edge } = partUsers;
    const chat = partUsers["chat-service"];
    const services = { "user-service": partUsers["user-service"], "chat-1": chat, "chat-2": chat };
    for (const [part, uid] of Object.entries({ ...services, postgres, redis, prometheus, nginx: edge })) {
      const group = processesOfGroup(pids[part] ?? 0);
      expect({ part, uids: [...new Set(group.flatMap(({ uids }) => uids))] }).toEqual({ part, uids: [uid] });
    }
    const uids = Object.values(pids).flatMap((pid) => processesOfGroup(pid)[0]?.uids[0] ?? []);
    // The chat instances share one.
    expect(new Set(uids).size).toBe(Object.keys(pids).length - 1);
  });

  test("shows no secret in a command line, in a log, or to others on this machine", async () => {
    const { pids } = await launcher.ready();
    const path = join(folder, "secrets.json");
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const secrets = Object.values(JSON.parse(readFileSync(path, "utf8")) as Record<string, string>);
    expect(secrets.length).toBeGreaterThan(5);
    const commandLines = Object.values(pids).map((pid) => readFileSync(`/proc/${pid}/cmdline`, "utf8"));
    const logs = readdirSync(join(folder, "logs")).map((name) => readFileSync(join(folder, "logs", name), "utf8"));
    for (const text of [...commandLines, ...logs]) for (const secret of secrets) expect(text).not.toContain(secret);
  });

  test("lets nothing that people give into the log of Postgres", async () => {
    const { url } = await launcher.ready();
    const account = (name: string) => ({ email: `${name}@example.org`, username: name, password: "correct horse" });
    await post(`${url}/api/v1/users/register`, account("taken"));
    const { token } = await post<{ token: string }>(`${url}/api/v1/users/register`, account("taker"));
    const { email, password } = account("taken");
    await fetch(`${url}/api/v1/users/me`, {
      method: "PATCH",
      headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
      body: JSON.stringify({ email, current_password: password }),
    });
    const log = () => readFileSync(join(folder, "logs", "postgres.log"), "utf8");
    await until("the refused statement to be in it", () => log().includes("users_email_key"), 5_000);
    expect(log()).not.toContain(email);
  });

  test("asks a service that calls another for their secret", async () => {
    const { ports } = await launcher.ready();
    const { grpcSecret: secret } = JSON.parse(readFileSync(join(folder, "secrets.json"), "utf8"));
    const address = `127.0.0.1:${ports["user-service-grpc"]}`;
    const listKeys = (how: { serviceSecret?: string }) => {
      const metrics = createMetrics("test");
      const client = openGrpcClient({ definition: UserServiceService, address, metrics, ...how });
      return client.calls.listSigningKeys({}).finally(() => client.close());
    };
    await expect(listKeys({ serviceSecret: secret })).resolves.toMatchObject({ keys: [{ crv: "Ed25519" }] });
    await expect(listKeys({})).rejects.toMatchObject({ code: "unauthenticated" });
  });

  test("lets no service change the tables that it works on", async () => {
    const { pids } = await launcher.ready();
    for (const name of ["user-service", "chat-1"]) {
      const environment = readFileSync(`/proc/${pids[name]}/environ`, "utf8");
      const client = new Client({ connectionString: /DATABASE_URL=([^\0]*)/.exec(environment)![1]! });
      await client.connect();
      await expect(client.query("create table mine (id int)")).rejects.toMatchObject({ code: "42501" });
      await client.end();
    }
  });

  test("serves both services at one address", async () => {
    const { url } = await launcher.ready();
    const token = await register(url);
    room = await post(`${url}/api/v1/rooms`, { name: "Tea", type: "public" }, token);
    expect(room).toMatchObject({ name: "Tea" });
  });

  test("keeps files in a folder that is the chat instances' alone", async () => {
    const { url, pids } = await launcher.ready();
    const placeOf = (name: string) =>
      /\0FILES_URL=([^\0]*)/.exec(`\0${readFileSync(`/proc/${pids[name]}/environ`, "utf8")}`)?.[1];
    expect(placeOf("user-service")).toBeUndefined();
    expect(placeOf("chat-2")).toBe(placeOf("chat-1"));
    const files = fileURLToPath(placeOf("chat-1")!);
    expect(statSync(files).mode & 0o777).toBe(0o700);
    const { id } = room as { id: number };
    const token = await register(url);
    await post(`${url}/api/v1/rooms/${id}/join`, {}, token);
    const upload = await fetch(`${url}/api/v1/rooms/${id}/files?name=tea.txt`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "text/plain" },
      body: "Darjeeling",
    });
    expect(upload.status).toBe(200);
    const names = readdirSync(join(files, "objects"), { recursive: true, encoding: "utf8" });
    const paths = names.map((name) => join(files, "objects", name)).filter((path) => statSync(path).isFile());
    const stored = paths.filter((path) => basename(path) !== "storage-id");
    expect(stored.map((path) => readFileSync(path, "utf8"))).toEqual(["Darjeeling"]);
  });

  test("takes the cookies of other apps on this host: a browser sends them to every port", async () => {
    const { url, ports } = await launcher.ready();
    const services = ["user-service", "chat-1", "chat-2"].map((name) => `http://127.0.0.1:${ports[name]}`);
    const headers = { cookie: "other-app=0123456789abcdef; ".repeat(450) };
    for (const base of [url, ...services]) {
      const answer = await fetch(`${base}/${base === services[0] ? "api/v1/users/me" : "health"}`, { headers });
      expect(answer.status).toBe(base === services[0] ? 401 : 200);
    }
  });

  test("is the only one of its data folder", async () => {
    const second = startLauncher(folder, await freePort());
    await second.ended();
    expect(second.output()).toContain(`already runs on ${folder} (launcher: process ${launcher.process.pid})`);
    expect(second.process.exitCode).toBe(1);
  });

  test("names who holds its port", async () => {
    const other = mkdtempSync(join(tmpdir(), "hubbub-stack-"));
    const second = startLauncher(other, port);
    await second.ended();
    rmSync(other, { recursive: true });
    expect(second.output()).toMatch(new RegExp(`port ${port} is taken by process \\d+: nginx`));
  });

  test("starts a killed part again, on the same port", async () => {
    const before = await launcher.ready();
    process.kill(before.pids["chat-1"] ?? 0, "SIGKILL");
    process.kill(before.pids["nginx"] ?? 0, "SIGKILL");
    const after = () => readStackFile(folder) ?? before;
    await until("new pids", () => isNew("chat-1") && isNew("nginx"), 10_000);
    const isBack = async () =>
      (await httpOk(`http://127.0.0.1:${after().ports["chat-1-ops"]}/readyz`)) && (await httpOk(before.url));
    await until("both to be back", isBack, 30_000);
    expect(after().ports).toEqual(before.ports);

    function isNew(name: string): boolean {
      return after().pids[name] !== before.pids[name];
    }
  });

  test("leaves nothing five seconds after it was killed", async () => {
    const stack = await launcher.ready();
    launcher.process.kill("SIGKILL");
    await until("all parts to be gone", () => nothingLeft(stack), 5_000);
    expect(nothingLeft(stack)).toBe(true);
  });

  test("comes back with what was there, at once after a kill, also of an earlier release with fewer secrets, whose parts were root", async () => {
    const path = join(folder, "secrets.json");
    const { postgresPassword, usersDatabasePassword, chatDatabasePassword, redisPassword, signingKeySecret } =
      JSON.parse(readFileSync(path, "utf8"));
    const known = { postgresPassword, usersDatabasePassword, chatDatabasePassword, redisPassword, signingKeySecret };
    writeFileSync(path, JSON.stringify(known));
    if (process.getuid?.() === 0) execFileSync("chown", ["-R", "0:0", folder]);
    launcher = startLauncher(folder, port);
    const { url } = await launcher.ready();
    const token = await register(url);
    const found = await fetch(`${url}/api/v1/rooms?query=Tea`, { headers: { authorization: `Bearer ${token}` } });
    expect(await found.json()).toMatchObject({ rooms: [{ name: "Tea" }] });
  });

  test.each(["SIGINT", "SIGTERM"] as const)("stops in order on %s", async (signal) => {
    if (launcher.process.exitCode !== null) launcher = startLauncher(folder, port);
    const stack = await launcher.ready();
    launcher.process.kill(signal);
    await launcher.ended();
    expect(launcher.process.exitCode).toBe(0);
    expect(launcher.output()).toContain("stopping …\nstopped\n");
    expect(launcher.output()).not.toContain("starts again");
    expect(nothingLeft(stack)).toBe(true);
    expect(existsSync(join(folder, "stack.json"))).toBe(false);
  });
});

test(
  "without Redis, Nginx and Prometheus one chat instance serves through the small proxy",
  { timeout: timeoutMs },
  async () => {
    const lines: string[] = [];
    const env = { ...process.env, HUBBUB_PORT: String(await freePort()), HUBBUB_DATA: join(folder, "reduced") };
    const stack = await startStack({
      settings: readStackSettings(env, repositoryRoot),
      without: ["redis-server", "nginx", "prometheus"],
      report: (line) => lines.push(line),
    });
    const token = await register(stack.url);
    const room = await post(`${stack.url}/api/v1/rooms`, { name: "Tea", type: "public" }, token);
    const { pids } = stack.state();
    await stack.stop();
    expect(room).toMatchObject({ name: "Tea" });
    expect(Object.keys(pids)).toEqual(["postgres", "user-service", "chat-1", "proxy"]);
    for (const name of stack.missing) expect(lines.join("\n")).toContain(`${name} is not installed`);
  },
);

/** `redis-exporter` or `redis_up` where that program is here: Debian has it, not every system does. */
function whereInstalled(name: string): string[] {
  return findCommand(`prometheus-${name.split(/[-_]/)[0]}-exporter`) === undefined ? [] : [name];
}

interface Running {
  readonly name: string;
  readonly capabilities: bigint;
  /** Real, effective, saved, and of files. */
  readonly uids: readonly number[];
}

function processesOfGroup(group: number): Running[] {
  return readdirSync("/proc").flatMap((pid) => {
    if (!/^\d+$/.test(pid)) return [];
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
      if (Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[2]) !== group) return [];
      const status = readFileSync(`/proc/${pid}/status`, "utf8");
      const [, effective = "", permitted = ""] = /CapPrm:\t(\w+)\nCapEff:\t(\w+)/.exec(status) ?? [];
      return [
        {
          name: /^Name:\t(.*)/.exec(status)![1]!,
          capabilities: BigInt(`0x${effective}`) | BigInt(`0x${permitted}`),
          uids: /^Uid:\t(.*)/m.exec(status)![1]!.split("\t").map(Number),
        },
      ];
    } catch {
      // It has ended meanwhile.
      return [];
    }
  });
}

async function register(url: string): Promise<string> {
  const username = `user-${Math.random().toString(36).slice(2, 10)}`;
  const account = { email: `${username}@example.com`, username, password: "a long password" };
  return (await post<{ token: string }>(`${url}/api/v1/users/register`, account)).token;
}

async function post<Answer>(url: string, body: object, token?: string): Promise<Answer> {
  const authorization: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const headers = { "content-type": "application/json", ...authorization };
  return (await (await fetch(url, { method: "POST", headers, body: JSON.stringify(body) })).json()) as Answer;
}
