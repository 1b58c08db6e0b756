import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestService, type TestService, testPassword } from "../testing/start-test-service.ts";

let service: TestService;

beforeAll(async () => {
  service = await startTestService({ ADMIN_USERNAMES: "Root, boss" });
});

afterAll(() => service.stop());

function register(body: unknown) {
  return service.rest("POST", "/api/v1/users/register", { body });
}

test("a new account is signed in at once", async () => {
  const answer = await register({ email: "Ada@Example.org", username: "Ada", password: testPassword });
  expect(answer).toMatchObject({
    status: 200,
    body: {
      token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
      refresh_token: expect.stringMatching(/^[\w-]{43}$/),
      expires_in: 900,
      user: { username: "Ada", display_name: "Ada", email: "Ada@Example.org", admin: false, disabled: false },
    },
  });
  const expiresAt = new Date(String(answer.body["expires_at"])).getTime();
  expect(Math.abs(expiresAt - service.clock.now().getTime() - 900_000)).toBeLessThanOrEqual(1_000);
});

test("every field that is wrong is named at once, with what is wrong", async () => {
  const answer = await register({ email: "no", username: "a b", password: "short" });
  expect(answer).toMatchObject({ status: 400, code: "invalid_argument" });
  expect(answer.body["errors"]).toMatchObject([
    { field: "email", message: expect.stringContaining("name@example.org") },
    { field: "username", message: expect.stringContaining("letters") },
    { field: "password", message: expect.stringContaining("8 characters") },
  ]);
});

test("what is absent is named too", async () => {
  const answer = await register({});
  expect(answer.fields).toEqual({
    email: "invalid_argument",
    username: "invalid_argument",
    password: "invalid_argument",
  });
});

test("names and emails are taken whatever their case, and each that is taken is named", async () => {
  const { username, email } = await service.signUp("Grace");
  const sameName = await register({ email: "other@example.org", username: "gRACE", password: testPassword });
  expect(sameName).toMatchObject({ status: 409, code: "already_exists", fields: { username: "already_exists" } });
  const sameEmail = await register({ email: email.toUpperCase(), username: "other", password: testPassword });
  expect(sameEmail).toMatchObject({ status: 409, fields: { email: "already_exists" } });
  const both = await register({ email, username, password: testPassword });
  expect(both).toMatchObject({ status: 409, fields: { email: "already_exists", username: "already_exists" } });
});

test("of many who want one name at once exactly one gets it, and the others are told which field it was", async () => {
  const answers = await Promise.all(
    Array.from({ length: 12 }, (_, index) =>
      register({
        email: `racer-${index}@example.org`,
        username: index % 2 ? "racer" : "RACER",
        password: testPassword,
      }),
    ),
  );
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  const others = answers.filter(({ status }) => status !== 200);
  for (const other of others) {
    expect(other).toMatchObject({ status: 409, code: "already_exists", fields: { username: "already_exists" } });
  }
});

describe("hostile text", () => {
  test.each([
    ["email", { email: "a\0b@example.org" }],
    ["email", { email: "a\ud800b@example.org" }],
    ["username", { username: "ada\0" }],
    ["username", { username: "ada\udfff" }],
    ["password", { password: "correct horse\0" }],
    ["password", { password: "correct \ud800 horse" }],
  ])("U+0000 and lone surrogates are refused over REST, naming %s", async (field, wrong) => {
    const right = { email: "hostile@example.org", username: "hostile", password: testPassword };
    const answer = await register({ ...right, ...wrong });
    expect(answer).toMatchObject({ status: 400, fields: { [field]: "invalid_argument" } });
  });

  test.each(["email", "username", "password"])("U+0000 is refused over gRPC, naming %s", async (field) => {
    const right = { email: "hostile@example.org", username: "hostile", password: testPassword, useCookie: false };
    const wrong = { ...right, [field]: `${String(right[field as keyof typeof right])}\0` };
    await expect(service.grpc.register(wrong)).rejects.toMatchObject({
      code: "invalid_argument",
      fields: [{ field }],
    });
  });

  test.each(["'; drop table users; --", "<script>alert(1)</script>", "%' or 1=1 --"])(
    "%s is no name, no email, and a fine password",
    async (text) => {
      const answer = await register({ email: text, username: text, password: text });
      expect(answer.fields).toEqual({ email: "invalid_argument", username: "invalid_argument" });
      const username = `sql-${Buffer.from(text).toString("hex").slice(0, 12)}`;
      const fine = await register({ email: `${username}@example.org`, username, password: text });
      expect(fine.status).toBe(200);
      const login = await service.rest("POST", "/api/v1/users/login", { body: { username, password: text } });
      expect(login.status).toBe(200);
    },
  );
});

test.each(["admin", "Sup-port", "everyone", "r00m", "me_"])("%s is reserved, whoever asks for it", async (username) => {
  const answer = await register({ email: "reserved@example.org", username, password: testPassword });
  expect(answer).toMatchObject({ status: 400, fields: { username: "invalid_argument" } });
  expect(JSON.stringify(answer.body)).toContain("reserved");
});

test.each(["password1", "QWERTYUIOP", "common-name", "Common-Name@example.org"])(
  "%s is a password that is guessed first, and refused",
  async (password) => {
    const answer = await register({ email: "common-name@example.org", username: "common-name", password });
    expect(answer).toMatchObject({ status: 400, fields: { password: "invalid_argument" } });
  },
);

test("whoever holds a name of ADMIN_USERNAMES is a server admin, whatever its case, and nobody else is", async () => {
  const claims = [];
  for (const username of ["root", "BOSS", "root2"]) {
    const { token } = await service.signUp(username);
    claims.push(JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString()) as { admin?: boolean });
  }
  expect(claims.map(({ admin }) => admin)).toEqual([true, true, undefined]);
});

test("an operator is warned of admin names that nobody holds yet", () => {
  const warning = service.logged.find((line) => line.includes("ADMIN_USERNAMES"));
  expect(JSON.parse(warning ?? "{}")).toMatchObject({ level: "warn", usernames: ["root", "boss"] });
});

test("nothing secret is stored or logged", async () => {
  const password = "a password to look for";
  const answer = await register({ email: "secret@example.org", username: "secret", password });
  const refreshToken = String(answer.body["refresh_token"]);
  const users = await service.db.selectFrom("users").selectAll().execute();
  const tokens = await service.db.selectFrom("refresh_tokens").selectAll().execute();
  const kept = JSON.stringify([users, tokens]) + service.logged.join("");
  for (const secret of [password, refreshToken, String(answer.body["token"])]) expect(kept).not.toContain(secret);
});
