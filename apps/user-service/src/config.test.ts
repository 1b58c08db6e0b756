import { expect, test } from "vitest";
import { readUserServiceConfig } from "./config.ts";

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
