import type { WatchRevocationsResponse } from "@hubbub/grpc-api/revocations";
import { RevocationServiceService } from "@hubbub/grpc-api/revocations";
import { createMetrics, openGrpcClient } from "@hubbub/service-runtime";
import { waitFor } from "@hubbub/stack/testing";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { revocationMarginMs } from "./limits.ts";
import { makeAdmin } from "./make-admin/make-admin.ts";
import {
  type SignedIn,
  startTestService,
  type TestService,
  testPassword,
  testServiceSecret,
} from "./testing/start-test-service.ts";

const tokenMs = 15 * 60_000;

let service: TestService;

beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

function sidOf(token: string): string {
  return (JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString()) as { sid: string }).sid;
}

/** What somebody who watches has heard; the first answer has come. */
async function watch(grpcPort = service.grpcPort) {
  const address = `127.0.0.1:${grpcPort}`;
  const metrics = createMetrics("test");
  const serviceSecret = testServiceSecret;
  const client = openGrpcClient({ definition: RevocationServiceService, address, metrics, serviceSecret });
  const leaving = new AbortController();
  const heard: WatchRevocationsResponse[] = [];
  const reading = (async () => {
    for await (const news of client.streams.watchRevocations({}, leaving.signal)) heard.push(news);
  })().catch(() => undefined);
  onTestFinished(async () => {
    leaving.abort();
    await reading;
    client.close();
  });
  await waitFor(() => expect(heard).not.toEqual([]));
  return {
    sessions: () => heard.flatMap(({ sessions }) => sessions.map(({ id }) => id)),
    until: (id: string) => heard.flatMap(({ sessions }) => sessions).find((one) => one.id === id)?.until,
    admins: () => heard.flatMap(({ withdrawnAdmins }) => withdrawnAdmins),
  };
}

async function signInAgain({ username }: SignedIn): Promise<string> {
  const { body } = await service.rest("POST", "/api/v1/users/login", { body: { username, password: testPassword } });
  return String(body["token"]);
}

test("who watches hears of each session that ends, however it ends, and until when its tokens live", async () => {
  const watcher = await watch();
  const [left, ended, changed] = await Promise.all([service.signUp(), service.signUp(), service.signUp()]);
  const other = await signInAgain(changed);

  await service.rest("POST", "/api/v1/users/logout", { body: {}, token: left.token });
  await service.rest("DELETE", `/api/v1/users/me/sessions/${sidOf(ended.token)}`, { token: ended.token });
  const body = { password: "another horse battery", current_password: testPassword };
  expect((await service.rest("PATCH", "/api/v1/users/me", { body, token: changed.token })).status).toBe(200);

  const gone = [left.token, ended.token, other].map(sidOf);
  await waitFor(() => expect(watcher.sessions()).toEqual(expect.arrayContaining(gone)));
  expect(watcher.sessions()).not.toContain(sidOf(changed.token));
  const until = service.clock.now().getTime() + tokenMs + revocationMarginMs;
  expect(watcher.until(sidOf(left.token))?.getTime()).toBe(until);
});

test("who comes later hears what still matters, and nothing of what is over", async () => {
  const person = await service.signUp();
  await service.rest("POST", "/api/v1/users/logout", { body: {}, token: person.token });
  expect((await watch()).sessions()).toContain(sidOf(person.token));
  service.clock.advance(tokenMs + revocationMarginMs + 1);
  expect((await watch()).sessions()).not.toContain(sidOf(person.token));
});

test("what another instance ends is heard too, and after the connection to Postgres was lost what was missed", async () => {
  const watcher = await watch();
  const person = await service.signUp();
  const another = await service.startAnother();
  onTestFinished(() => another.stop());
  await another.rest("POST", "/api/v1/users/logout", { body: {}, token: person.token });
  await waitFor(() => expect(watcher.sessions()).toContain(sidOf(person.token)));

  const late = await service.signUp();
  const listener = sql`application_name = 'hubbub-user-service listener' and datname = current_database()`;
  await sql`select pg_terminate_backend(pid) from pg_stat_activity where ${listener}`.execute(service.db);
  await service.rest("POST", "/api/v1/users/logout", { body: {}, token: late.token });
  await waitFor(() => expect(watcher.sessions()).toContain(sidOf(late.token)));
});

test("an admin who is none any more is told, and one who is again", async () => {
  const watcher = await watch();
  const { id: userId, username } = await service.signUp();
  const config = { adminUsernames: [], accessTokenMinutes: 15 };
  for (const revoke of [false, true, false]) await makeAdmin(service.db, { username, revoke }, config);
  await waitFor(() =>
    expect(watcher.admins().filter((one) => one.userId === userId)).toMatchObject([
      { appointed: false, until: expect.any(Date) },
      { appointed: true, until: undefined },
    ]),
  );
});
