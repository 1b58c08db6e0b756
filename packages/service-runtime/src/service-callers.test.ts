import { isForServices } from "@hubbub/grpc-api/for-services";
import { RevocationServiceService } from "@hubbub/grpc-api/revocations";
import { UserServiceService } from "@hubbub/grpc-api/users";
import { Client, credentials } from "@grpc/grpc-js";
import { expect, onTestFinished, test } from "vitest";
import { createMetrics } from "./create-metrics.ts";
import { openGrpcClient } from "./open-grpc-client.ts";
import { serveGrpc } from "./serve-grpc.ts";
import { capturedLogger } from "./testing/captured-logger.ts";
import { checkHealth } from "./testing/grpc-probes.ts";

const secret = "what-the-services-share";

async function openServer({
  own = secret,
  secretRequired = "on",
}: { own?: string; secretRequired?: "on" | "off" } = {}) {
  const { logger, lines } = capturedLogger();
  const metrics = createMetrics("test");
  const users = Object.keys(UserServiceService).map((method) => [method, async () => ({ keys: [], users: [] })]);
  const watchRevocations = async function* () {
    yield { sessions: [], withdrawnAdmins: [] };
  };
  const running = await serveGrpc({
    host: "127.0.0.1",
    port: 0,
    services: [
      { definition: UserServiceService, handlers: Object.fromEntries(users) },
      { definition: RevocationServiceService, handlers: { watchRevocations } },
    ],
    callers: { secret: own, secretRequired, isForServices },
    metrics,
    logger,
  });
  onTestFinished(() => running.stop());
  const address = `127.0.0.1:${running.port}`;
  return {
    address,
    lines,
    withoutSecret: async () => (await metrics.grpcWithoutSecret.get()).values,
    /** As somebody who gives this secret, or as a person where there is none. */
    as: (serviceSecret?: string) => {
      const how = { address, metrics, ...(serviceSecret === undefined ? {} : { serviceSecret }) };
      const client = openGrpcClient({ definition: UserServiceService, ...how });
      const watcher = openGrpcClient({ definition: RevocationServiceService, ...how });
      onTestFinished(() => (client.close(), watcher.close()));
      const watch = () => watcher.streams.watchRevocations({}, new AbortController().signal).next();
      return { calls: client.calls, watch };
    },
  };
}

test("whoever gives the services' secret is one of them", async () => {
  const { as } = await openServer();
  const { calls, watch } = as(secret);
  await expect(calls.listSigningKeys({})).resolves.toBeDefined();
  await expect(calls.batchGetUsers({ ids: [], usernames: [] })).resolves.toBeDefined();
  await expect(watch()).resolves.toMatchObject({ done: false });
});

test.each(["on", "off"] as const)("another secret is refused, with GRPC_SECRET_REQUIRED=%s", async (secretRequired) => {
  const { as, lines } = await openServer({ secretRequired });
  const { calls, watch } = as("what-others-share");
  const refused = await calls.listSigningKeys({}).catch((error: unknown) => error);
  // For who asked the service something, that is no reason to sign in again.
  expect(refused).toMatchObject({ code: "unavailable", cause: { message: expect.stringContaining("GRPC_SECRET") } });
  await expect(watch()).rejects.toMatchObject({ code: "unavailable" });
  expect(lines.filter(({ level }) => level === "warn")).toHaveLength(1);
  expect(JSON.stringify(lines)).not.toMatch(/what-(others|the-services)-share/);
});

test("without a secret nobody is a service", async () => {
  const { as, lines } = await openServer();
  const { calls, watch } = as();
  await expect(calls.batchGetUsers({ ids: [], usernames: [] })).rejects.toMatchObject({ code: "unauthenticated" });
  await expect(watch()).rejects.toMatchObject({ code: "unauthenticated" });
  const warned = lines.filter(({ level }) => level === "warn");
  expect(warned).toMatchObject([{ path: "/hubbub.user.v1.UserService/BatchGetUsers" }]);
});

test("a service of an earlier release, which gives none, is served while that is allowed: counted, and warned of seldom", async () => {
  const { as, lines, withoutSecret } = await openServer({ secretRequired: "off" });
  const { calls, watch } = as();
  for (let time = 0; time < 3; time++) await calls.listSigningKeys({});
  await watch();
  expect(await withoutSecret()).toMatchObject([
    { labels: { service: "hubbub.user.v1.UserService", method: "ListSigningKeys" }, value: 3 },
    { labels: { method: "WatchRevocations" }, value: 1 },
  ]);
  expect(lines.filter(({ level }) => level === "warn")).toHaveLength(1);
});

test("a service of this release is served by one of the release before, or one without a secret", async () => {
  const { as, withoutSecret } = await openServer({ own: "", secretRequired: "off" });
  await expect(as(secret).calls.listSigningKeys({})).resolves.toBeDefined();
  expect(await withoutSecret()).toEqual([]);
});

test("people and probes need no secret", async () => {
  const { as, address } = await openServer();
  await expect(as().calls.getJwks({})).resolves.toBeDefined();
  const probe = new Client(address, credentials.createInsecure());
  onTestFinished(() => probe.close());
  expect(await checkHealth(probe, "hubbub.user.v1.UserService")).toBe("SERVING");
});
