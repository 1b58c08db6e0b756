import { Client, credentials, status } from "@grpc/grpc-js";
import { AppError } from "@hubbub/errors";
import { readDescriptorImage } from "@hubbub/grpc-api";
import {
  type RevocationServiceServer,
  RevocationServiceService,
  type WatchRevocationsResponse,
} from "@hubbub/grpc-api/revocations";
import { type UserServiceServer, UserServiceService } from "@hubbub/grpc-api/users";
import { describe, expect, onTestFinished, test } from "vitest";
import type { CallContext, Handlers, StreamContext } from "./call-context.ts";
import { createMetrics } from "./create-metrics.ts";
import { openGrpcClient } from "./open-grpc-client.ts";
import { serveGrpc } from "./serve-grpc.ts";
import { capturedLogger } from "./testing/captured-logger.ts";
import { checkHealth, reflectedMethods, reflectedServices } from "./testing/grpc-probes.ts";

type UserHandlers = Handlers<UserServiceServer>;

/** Nobody is asked here; service-callers.test.ts is about who is. */
const callers = { secret: "", secretRequired: "off", isForServices: () => false } as const;

describe("a call", () => {
  test("reaches its handler with request and context, and its answer comes back", async () => {
    const seen: CallContext[] = [];
    const { users } = await service({
      batchGetUsers: ({ ids }, call) => {
        seen.push(call);
        return Promise.resolve({ users: ids.map((id) => user(id)) });
      },
    });
    const metadata = { authorization: "Bearer abc.def", "idempotency-key": "k1" };
    const { users: found } = await users.calls.batchGetUsers({ ids: [7], usernames: [] }, { metadata });
    expect(found).toEqual([user(7)]);
    expect(seen[0]).toMatchObject({
      transport: "grpc",
      bearerToken: "abc.def",
      idempotencyKey: "k1",
      clientAddress: "127.0.0.1",
    });
  });

  test("that is refused gives the caller the same error: code, message, fields, when to try again", async () => {
    const refusal = new AppError("rate_limited", "Zu viele Versuche für „ann“", { field: "email", retryAfterMs: 1500 });
    const { users } = await service({ getUser: () => Promise.reject(refusal) });
    await expect(users.calls.getUser({ id: 1 })).rejects.toMatchObject({
      code: "rate_limited",
      message: refusal.message,
      fields: refusal.fields,
      retryAfterMs: 1500,
    });
  });

  test("that fails is `internal` without its cause, which is logged", async () => {
    const { users, lines } = await service({ getUser: () => Promise.reject(new Error("secret detail")) });
    const failed = await users.calls.getUser({ id: 1 }).catch((error: unknown) => error);
    expect(failed).toMatchObject({ code: "internal" });
    expect(String(failed)).not.toContain("secret detail");
    expect(JSON.stringify(lines)).toContain("secret detail");
  });

  test("whose handler or network takes too long is `unavailable`", async () => {
    const { users } = await service({ getUser: () => new Promise(() => {}) }, { handlerTimeoutMs: 20 });
    await expect(users.calls.getUser({ id: 1 })).rejects.toMatchObject({ code: "unavailable" });
    const { users: patient } = await service({ getUser: () => new Promise(() => {}) });
    await expect(patient.calls.getUser({ id: 1 }, { deadlineMs: 20 })).rejects.toMatchObject({ code: "unavailable" });
  });

  test("with a request above the size limit is refused, and the service goes on", async () => {
    const { users } = await service({ getUser: ({ id }) => Promise.resolve(user(id)) });
    const usernames = ["x".repeat(2 * 1024 * 1024)];
    await expect(users.calls.batchGetUsers({ ids: [], usernames })).rejects.toBeInstanceOf(AppError);
    expect(await users.calls.getUser({ id: 1 })).toEqual(user(1));
  });

  test("is counted on both sides", async () => {
    const { users, metrics } = await service({ getUser: () => Promise.reject(new AppError("user_not_found")) });
    await users.calls.getUser({ id: 1 }).catch(() => {});
    const text = await metrics.registry.metrics();
    for (const side of ["client", "server"]) {
      expect(text).toContain(
        `grpc_calls_total{service="hubbub.user.v1.UserService",method="GetUser",side="${side}",code="NOT_FOUND"} 1`,
      );
      expect(text).toContain(
        `grpc_call_seconds_count{service="hubbub.user.v1.UserService",method="GetUser",side="${side}"} 1`,
      );
    }
  });

  test("to a service that is away is `unavailable`, and works again once it is back", async () => {
    const first = await service({ getUser: ({ id }) => Promise.resolve(user(id)) });
    await first.users.calls.getUser({ id: 1 });
    await first.server.stop();
    await expect(first.users.calls.getUser({ id: 1 })).rejects.toMatchObject({ code: "unavailable" });
    await service({ getUser: ({ id }) => Promise.resolve(user(id)) }, { port: first.server.port });
    await expect
      .poll(() => first.users.calls.getUser({ id: 2 }).catch(() => "away"), { timeout: 4000 })
      .toEqual(user(2));
  });
});

describe("a server", () => {
  test("does not start without a handler for each method", async () => {
    await expect(service({}, { withoutHandler: "login" })).rejects.toThrow("/hubbub.user.v1.UserService/Login");
  });

  test("lets the calls that run finish when it stops", async () => {
    const started = Promise.withResolvers<void>();
    const finished = Promise.withResolvers<void>();
    const { users, server } = await service({
      getUser: async ({ id }) => {
        started.resolve();
        await finished.promise;
        return user(id);
      },
    });
    const call = users.calls.getUser({ id: 3 });
    await started.promise;
    const stopped = server.stop();
    finished.resolve();
    expect(await call).toEqual(user(3));
    await stopped;
  });

  test("cuts off the calls that do not finish in time when it stops", async () => {
    const started = Promise.withResolvers<void>();
    const hangs = () => {
      started.resolve();
      return new Promise<never>(() => {});
    };
    const { users, server } = await service({ getUser: hangs }, { stopTimeoutMs: 20 });
    const outcome = users.calls.getUser({ id: 3 }).catch((error: unknown) => error);
    await started.promise;
    await server.stop();
    expect(await outcome).toMatchObject({ code: "unavailable" });
  });

  test("answers health checks for itself and each service", async () => {
    const client = await rawClient();
    expect(await checkHealth(client, "")).toBe("SERVING");
    expect(await checkHealth(client, "hubbub.user.v1.UserService")).toBe("SERVING");
  });

  test("tells nobody by reflection what it serves, unless that is wanted", async () => {
    await expect(reflectedServices(await rawClient())).rejects.toMatchObject({ code: status.UNIMPLEMENTED });
  });

  test("describes its services by reflection, in descriptors that a client can build on", async () => {
    const client = await rawClient({ reflection: readDescriptorImage() });
    expect(await reflectedServices(client)).toContain("hubbub.user.v1.UserService");
    const methods = await reflectedMethods(client, "hubbub.user.v1.UserService");
    expect(methods.map(({ localName }) => localName)).toEqual(Object.keys(UserServiceService));
    const registerFields = methods[0]?.input.fields.map(({ name }) => name);
    expect(registerFields).toEqual(["email", "username", "password", "use_cookie"]);
  });

  test("describes health and reflection as well, so that probes find what they ask for", async () => {
    const client = await rawClient({ reflection: readDescriptorImage() });
    const standard = {
      "grpc.health.v1.Health": ["check", "watch", "list"],
      "grpc.reflection.v1.ServerReflection": ["serverReflectionInfo"],
      "grpc.reflection.v1alpha.ServerReflection": ["serverReflectionInfo"],
    };
    expect((await reflectedServices(client)).toSorted()).toEqual([
      ...Object.keys(standard),
      "hubbub.user.v1.UserService",
    ]);
    for (const [name, methods] of Object.entries(standard)) {
      expect((await reflectedMethods(client, name)).map(({ localName }) => localName)).toEqual(methods);
    }
  });
});

async function rawClient(options: ServiceOptions = {}): Promise<Client> {
  const { server } = await service({}, options);
  const client = new Client(`127.0.0.1:${server.port}`, credentials.createInsecure());
  onTestFinished(() => client.close());
  return client;
}

describe("a stream", () => {
  const response = (id: string) => ({ sessions: [{ id, until: new Date(0) }], withdrawnAdmins: [] });

  async function streaming(watchRevocations: Handlers<RevocationServiceServer>["watchRevocations"]) {
    const { logger } = capturedLogger();
    const metrics = createMetrics("test");
    const definition = RevocationServiceService;
    const services = [{ definition, handlers: { watchRevocations } }];
    const server = await serveGrpc({ host: "127.0.0.1", port: 0, services, callers, metrics, logger });
    const client = openGrpcClient({ definition, address: `127.0.0.1:${server.port}`, metrics });
    onTestFinished(async () => {
      client.close();
      await server.stop();
    });
    return { server, watch: (signal = new AbortController().signal) => client.streams.watchRevocations({}, signal) };
  }

  async function ids(stream: AsyncIterable<WatchRevocationsResponse>): Promise<(string | undefined)[]> {
    const all: (string | undefined)[] = [];
    for await (const { sessions } of stream) all.push(sessions[0]?.id);
    return all;
  }

  test("hands over each answer in order, until its handler ends it", async () => {
    const { watch } = await streaming(async function* () {
      for (let i = 0; i < 500; i += 1) yield response(String(i));
    });
    expect(await ids(watch())).toEqual(Array.from({ length: 500 }, (_, i) => String(i)));
  });

  test("that is refused gives the caller the same error, after what came before it", async () => {
    const { watch } = await streaming(async function* () {
      yield response("first");
      throw new AppError("overloaded", "Too many", { retryAfterMs: 70 });
    });
    const stream = watch();
    expect((await stream.next()).value).toMatchObject(response("first"));
    await expect(stream.next()).rejects.toMatchObject({ code: "overloaded", retryAfterMs: 70 });
  });

  test("ends where nobody reads it any more, and where the server stops", async () => {
    const ended = Promise.withResolvers<void>();
    const untilAborted = async function* (_request: unknown, { signal }: StreamContext) {
      yield response("first");
      if (!signal.aborted) await new Promise((resolve) => signal.addEventListener("abort", resolve));
      ended.resolve();
    };
    const { watch } = await streaming(untilAborted);
    const leaving = new AbortController();
    const left = watch(leaving.signal);
    await left.next();
    leaving.abort();
    await ended.promise;

    const { server, watch: other } = await streaming(untilAborted);
    const stream = other();
    await stream.next();
    const [rest] = await Promise.all([stream.next().catch(() => ({ done: true })), server.stop()]);
    expect(rest.done).toBe(true);
  });
});

interface ServiceOptions {
  readonly port?: number;
  readonly handlerTimeoutMs?: number;
  readonly stopTimeoutMs?: number;
  readonly withoutHandler?: keyof UserHandlers;
  readonly reflection?: Uint8Array;
}

async function service(handlers: Partial<UserHandlers>, { withoutHandler, port = 0, ...rest }: ServiceOptions = {}) {
  const { logger, lines } = capturedLogger();
  const metrics = createMetrics("test");
  const unused = Object.keys(UserServiceService)
    .filter((method) => method !== withoutHandler)
    .map((method) => [method, () => Promise.reject(new Error("unused"))]);
  const server = await serveGrpc({
    host: "127.0.0.1",
    port,
    services: [{ definition: UserServiceService, handlers: { ...Object.fromEntries(unused), ...handlers } }],
    callers,
    metrics,
    logger,
    ...rest,
  });
  const users = openGrpcClient({ definition: UserServiceService, address: `127.0.0.1:${server.port}`, metrics });
  onTestFinished(async () => {
    users.close();
    await server.stop();
  });
  return { server, users, metrics, lines };
}

function user(id: number) {
  return {
    id,
    username: `user${id}`,
    displayName: "",
    createdAt: new Date(0),
    admin: false,
    disabled: false,
    email: undefined,
  };
}
