import { Client, credentials, Metadata, type ServiceError, status } from "@grpc/grpc-js";
import { UserServiceClient } from "@hubbub/grpc-api/users";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestService, type TestService, testPassword } from "../testing/start-test-service.ts";

let service: TestService;
let client: UserServiceClient;

beforeAll(async () => {
  service = await startTestService();
  client = new UserServiceClient(`127.0.0.1:${service.grpcPort}`, credentials.createInsecure());
});

afterAll(async () => {
  client.close();
  await service.stop();
});

test("a plain gRPC client registers, and is told by status and field what is taken", async () => {
  const request = { email: "ada@example.org", username: "ada", password: testPassword, useCookie: true };
  const tokens = await call((done) => client.register(request, done));
  // No cookie travels over gRPC, so the refresh token comes in the message all the same.
  expect(tokens).toMatchObject({
    refreshToken: expect.stringMatching(/^[\w-]{43}$/) as string,
    user: { username: "ada" },
  });
  const refused = await failure((done) => client.register(request, done));
  expect(refused.code).toBe(status.ALREADY_EXISTS);
  expect(decodeURIComponent(String(refused.metadata.get("hubbub-error")[0]))).toContain('"field":"username"');
});

test("the access token travels as metadata", async () => {
  const { token, username } = await service.signUp();
  const metadata = new Metadata();
  metadata.set("authorization", `Bearer ${token}`);
  expect(await call((done) => client.getMe({}, metadata, done))).toMatchObject({ username });
  const refused = await failure((done) => client.getMe({}, done));
  expect(refused.code).toBe(status.UNAUTHENTICATED);
});

test("the bounds of a request hold over gRPC as over REST, and every field beyond them is named", async () => {
  const request = { query: "x".repeat(65), pageSize: 101, pageToken: "\0" };
  const refused = await failure((done) => client.searchUsers(request, done));
  expect(refused.code).toBe(status.INVALID_ARGUMENT);
  const { fields } = JSON.parse(decodeURIComponent(String(refused.metadata.get("hubbub-error")[0]))) as {
    fields: { field: string }[];
  };
  expect(fields.map(({ field }) => field)).toEqual(["query", "page_size", "page_token"]);
});

test.each(["", "hubbub.user.v1.UserService"])("health says that %j serves", async (name) => {
  const health = new Client(`127.0.0.1:${service.grpcPort}`, credentials.createInsecure());
  const request = Buffer.concat([Buffer.of(0x0a, name.length), Buffer.from(name)]);
  const answer = await call<Buffer>((done) =>
    health.makeUnaryRequest("/grpc.health.v1.Health/Check", same, same, request, done),
  );
  health.close();
  // Field 1, SERVING.
  expect([...answer]).toEqual([0x08, 0x01]);
});

type Done<Response> = (error: ServiceError | null, response?: Response) => void;

function call<Response>(start: (done: Done<Response>) => void): Promise<Response> {
  return new Promise((resolve, reject) => {
    start((error, response) => {
      if (error !== null) reject(error);
      else if (response !== undefined) resolve(response);
    });
  });
}

async function failure<Response>(start: (done: Done<Response>) => void): Promise<ServiceError> {
  return await call(start).then(
    () => Promise.reject(new Error("it succeeded")),
    (error: unknown) => error as ServiceError,
  );
}

function same(bytes: Buffer): Buffer {
  return bytes;
}
