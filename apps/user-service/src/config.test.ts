import { expect, test } from "vitest";
import { readMakeAdminConfig, readUserServiceConfig } from "./config.ts";

const given = {
  HTTP_PORT: "1",
  GRPC_PORT: "2",
  OPS_PORT: "3",
  DATABASE_URL: "postgres://localhost/users",
  SIGNING_KEY_SECRET: "0123456789abcdef",
};

test("only ports, the database and the secret must be given", () => {
  expect(readUserServiceConfig(given)).toMatchObject({
    bindHost: "127.0.0.1",
    accessTokenMinutes: 15,
    refreshTokenDays: 30,
    signingKeyDays: 30,
    auditDays: 365,
    passwordMinLength: 8,
    adminUsernames: [],
  });
});

test("everything that is wrong is named at once, without a secret's value", () => {
  const wrong = { ...given, SIGNING_KEY_SECRET: "short", ACCESS_TOKEN_MINUTES: "soon", HTTP_PORT: "99999" };
  const read = () => readUserServiceConfig(wrong);
  expect(read).toThrow(/HTTP_PORT/);
  expect(read).toThrow(/SIGNING_KEY_SECRET/);
  expect(read).toThrow(/ACCESS_TOKEN_MINUTES/);
  expect(read).not.toThrow(/short/);
});

test("the services' secret must be there where it is required, and long enough", () => {
  const read = (env: Record<string, string>) => () => readUserServiceConfig({ ...given, ...env });
  expect(read({ GRPC_SECRET_REQUIRED: "on" })).toThrow(/GRPC_SECRET: is missing .*GRPC_SECRET_FILE/);
  expect(read({ GRPC_SECRET_REQUIRED: "on", HTTP_PORT: "99999" })).toThrow(/HTTP_PORT.*\n.*GRPC_SECRET: is missing/);
  expect(read({ GRPC_SECRET_REQUIRED: "on", GRPC_SECRET: "short" })).not.toThrow(/is missing/);
  expect(read({ GRPC_SECRET: "hunter2" })).toThrow(/GRPC_SECRET: must be at least 16 visible ASCII characters/);
  expect(read({ GRPC_SECRET: "hunter2" })).not.toThrow(/hunter2/);
});

test("an ADMIN_USERNAMES that nobody could register is named, each name with its reason, beside what else is wrong", () => {
  const wrong = { ...given, ADMIN_USERNAMES: "ada, b, c d, -e, ada@example.org", HTTP_PORT: "99999" };
  const read = () => readUserServiceConfig(wrong);
  expect(read).toThrow(/HTTP_PORT/);
  expect(read).toThrow(/ADMIN_USERNAMES: must be usernames .*"b" is not one.*"c d" is not.*"-e".*"ada@example.org"/);
  expect(read).not.toThrow(/"ada"/);
});

test("names that can be registered are taken as they are, with or without blanks", () => {
  const { adminUsernames } = readUserServiceConfig({ ...given, ADMIN_USERNAMES: "Ada,bob.b , c_d-1,," });
  expect(adminUsernames).toEqual(["Ada", "bob.b", "c_d-1"]);
});

test("make-admin needs the database alone", () => {
  expect(readMakeAdminConfig({ DATABASE_URL: given.DATABASE_URL })).toEqual({
    databaseUrl: given.DATABASE_URL,
    adminUsernames: [],
    accessTokenMinutes: 15,
  });
  expect(() => readMakeAdminConfig({})).toThrow(/DATABASE_URL/);
});
