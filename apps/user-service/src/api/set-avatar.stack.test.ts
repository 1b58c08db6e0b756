import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestService, testPassword, type SignedIn, type TestService } from "../testing/start-test-service.ts";

let service: TestService;
let reader: SignedIn;

beforeAll(async () => {
  service = await startTestService();
  reader = await service.signUp("reader");
});

afterAll(() => service.stop());

const setAvatar = (userId: number, avatarUrl: string, version: number) =>
  service.grpcAsService.setAvatar({ userId, avatarUrl, version });

async function seen(id: number): Promise<unknown> {
  return (await service.rest("GET", `/api/v1/users/${id}`, { token: reader.token })).body["avatar_url"];
}

test("where somebody's picture is, is told wherever they are", async () => {
  const { id, username, token } = await service.signUp();
  expect(await seen(id)).toBeUndefined();
  await setAvatar(id, "/files/1/avatar.webp", 1);
  expect(await seen(id)).toBe("/files/1/avatar.webp");
  const me = await service.rest("GET", "/api/v1/users/me", { token });
  const found = await service.rest("GET", `/api/v1/users?query=${username}`, { token });
  const signedIn = await service.rest("POST", "/api/v1/users/login", { body: { username, password: testPassword } });
  const { users } = await service.grpcAsService.batchGetUsers({ ids: [id], usernames: [] });
  for (const user of [me.body, (found.body["users"] as object[])[0], signedIn.body["user"]]) {
    expect(user).toMatchObject({ id, avatar_url: "/files/1/avatar.webp" });
  }
  expect(users).toMatchObject([{ id, avatarUrl: "/files/1/avatar.webp" }]);

  await setAvatar(id, "", 2);
  expect(await seen(id)).toBeUndefined();
});

test("of two that are told the later version counts, in whatever order they come and however often", async () => {
  const { id } = await service.signUp();
  await setAvatar(id, "/files/2", 2);
  await setAvatar(id, "/files/1", 1);
  await setAvatar(id, "/files/2", 2);
  expect(await seen(id)).toBe("/files/2");
});

test("a deleted account has none, and gets none", async () => {
  const person = await service.signUp();
  await setAvatar(person.id, "/files/1", 1);
  const { token } = person;
  await service.rest("DELETE", "/api/v1/users/me", { token, body: { current_password: testPassword } });
  const notFound = { code: "user_not_found" };
  await expect(setAvatar(person.id, "/files/2", 2)).rejects.toMatchObject(notFound);
  await expect(setAvatar(999_999, "/files/2", 2)).rejects.toMatchObject(notFound);
  const kept = await service.db.selectFrom("users").select("avatar_url").where("id", "=", person.id).execute();
  expect(kept).toEqual([{ avatar_url: null }]);
});

test("a disabled account keeps it", async () => {
  const { id } = await service.signUp();
  await setAvatar(id, "/files/1", 1);
  await service.db.updateTable("users").set({ disabled_at: new Date() }).where("id", "=", id).execute();
  expect(await seen(id)).toBe("/files/1");
});

test("people cannot tell it", async () => {
  await expect(service.grpc.setAvatar({ userId: reader.id, avatarUrl: "/files/1", version: 1 })).rejects.toMatchObject({
    code: "unauthenticated",
  });
});
