import { networkInterfaces } from "node:os";
import { expect, onTestFinished, test } from "vitest";
import { createMetrics } from "../create-metrics.ts";
import { serveOps } from "../serve-ops.ts";
import { capturedLogger } from "../testing/captured-logger.ts";

const secret = "a-secret-of-sixteen";

test("who knows the secret gets a CPU profile of that long", async () => {
  const { ask } = await ops();
  const response = await ask("?seconds=1");
  expect(response.status).toBe(200);
  const { startTime, endTime, nodes } = (await response.json()) as {
    startTime: number;
    endTime: number;
    nodes: unknown;
  };
  expect((endTime - startTime) / 1e6).toBeGreaterThan(0.9);
  expect(nodes).not.toEqual([]);
});

test("or a heap snapshot", async () => {
  const { ask } = await ops();
  const response = await ask("?kind=heap");
  expect(response.status).toBe(200);
  expect((await response.text()).slice(0, 12)).toBe('{"snapshot":');
});

test("one is taken at a time, and whoever leaves ends theirs", async () => {
  const { ask, lines } = await ops();
  const leaving = new AbortController();
  const first = ask("?seconds=120", { signal: leaving.signal }).catch(() => undefined);
  await expect.poll(() => lines.length).toBe(1);
  expect((await ask("?seconds=1")).status).toBe(409);
  leaving.abort();
  await first;
  await expect.poll(async () => (await ask("?seconds=1")).status).toBe(200);
});

test.each([
  ["another secret", { headers: { authorization: "Bearer a-secret-of-another" } }, "", 401],
  ["none", { headers: {} }, "", 401],
  ["GET", { method: "GET" }, "", 405],
  ["too long", {}, "?seconds=121", 400],
  ["no time", {}, "?seconds=0", 400],
  ["no number", {}, "?seconds=1e1", 400],
  ["another kind", {}, "?kind=disk", 400],
])("%s is refused", async (_what, options, query, status) => {
  const { ask } = await ops();
  expect((await ask(query, options)).status).toBe(status);
});

test("without a secret there is no such route", async () => {
  const { ask } = await ops({ secret: "" });
  expect((await ask("?seconds=1", { headers: { authorization: "Bearer " } })).status).toBe(404);
});

test("another machine gets none, with the secret either, and metrics all the same", async (context) => {
  const others = Object.values(networkInterfaces()).flatMap((addresses = []) =>
    addresses.flatMap(({ address, family, internal }) => (family === "IPv4" && !internal ? [address] : [])),
  );
  const [address] = others;
  if (address === undefined) return context.skip("this machine has no address but loopback");
  const { ask, url } = await ops({ host: "0.0.0.0", address });
  expect((await ask("?seconds=1")).status).toBe(403);
  expect((await fetch(`${url}/metrics`)).status).toBe(200);
});

async function ops(options: { secret?: string; host?: string; address?: string } = {}) {
  const { logger, lines } = capturedLogger();
  const host = options.host ?? "127.0.0.1";
  const checkReadiness = async () => ({ ready: true, details: {} });
  const metrics = createMetrics("test");
  const given = options.secret ?? secret;
  const server = await serveOps({ host, port: 0, metrics, logger, checkReadiness, secret: given });
  onTestFinished(() => server.stop());
  const url = `http://${options.address ?? host}:${server.port}`;
  const ask = (query: string, init: RequestInit = {}) =>
    fetch(`${url}/profile${query}`, { method: "POST", headers: { authorization: `Bearer ${secret}` }, ...init });
  return { ask, lines, url };
}
