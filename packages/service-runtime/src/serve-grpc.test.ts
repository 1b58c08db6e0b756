import { readDescriptorImage } from "@hubbub/grpc-api";
import { UserServiceService, type UserServiceServer } from "@hubbub/grpc-api/users";
import { expect, test } from "vitest";
import type { Handlers } from "./call-context.ts";
import { createLogger } from "./create-logger.ts";
import { createMetrics } from "./create-metrics.ts";
import { openGrpcClient } from "./open-grpc-client.ts";
import { serveGrpc } from "./serve-grpc.ts";

test("x", async () => {
  const handlers = { batchGetUsers: async () => ({ users: [] }) } as unknown as Handlers<UserServiceServer>;
  const metrics = createMetrics("t");
  const logger = createLogger({ service: "t", level: "silent" });
  const all = Object.fromEntries(Object.keys(UserServiceService).map((key) => [key, async () => ({})]));
  const server = await serveGrpc({
    host: "127.0.0.1",
    port: 0,
    services: [{ definition: UserServiceService, handlers: { ...all, ...handlers } }],
    descriptorImage: readDescriptorImage(),
    metrics,
    logger,
  });
  const typed: Parameters<typeof serveGrpc>[0]["services"] = [{ definition: UserServiceService, handlers }];
  expect(typed.length).toBe(1);
  const client = openGrpcClient({ definition: UserServiceService, address: `127.0.0.1:${server.port}`, metrics });
  expect(await client.calls.batchGetUsers({ ids: [1], usernames: [] })).toEqual({ users: [] });
  client.close();
  await server.stop();
});
