import { expect, test } from "vitest";
import { readStackSettings } from "./settings.ts";

test("everything has a default", () => {
  expect(readStackSettings({}, "/somewhere")).toEqual({
    host: "127.0.0.1",
    port: 8080,
    chatInstances: 2,
    dataFolder: "/somewhere/.hubbub",
    trustedProxies: "127.0.0.0/8",
    maxFileBytes: 26_214_400,
    serviceEnv: {},
  });
});

test("every wrong setting is named, all in one error", () => {
  const env = {
    HUBBUB_PORT: "80x",
    HUBBUB_CHAT_INSTANCES: "0",
    HUBBUB_HOST: "everywhere",
    HUBBUB_DATA: "a b",
    RATE_LIMITS: "no",
    MAX_FILE_BYTES: "25M",
    TRUSTED_PROXIES: "10.0.0.0/8 proxy; include",
    HSTS_SECONDS: "300",
  };
  const read = () => readStackSettings(env, "/somewhere");
  for (const name of Object.keys(env)) expect(read).toThrow(name);
});

test("a second port is another one, also where it needs a certificate that is not given", () => {
  const read = () => readStackSettings({ HUBBUB_PORT: "443", HUBBUB_HTTP_PORT: "443" }, "/somewhere");
  expect(read).toThrow(
    "HUBBUB_HTTP_PORT needs TLS_CERTIFICATE\nHUBBUB_HTTP_PORT must be another port than HUBBUB_PORT",
  );
});

test("networks before this one may be trusted", () => {
  const trustedProxies = "10.0.0.0/8 192.0.2.1 fd00::/8";
  expect(readStackSettings({ TRUSTED_PROXIES: trustedProxies }, "/somewhere").trustedProxies).toBe(trustedProxies);
  expect(() => readStackSettings({ TRUSTED_PROXIES: "10.0.0.0/33" }, "/somewhere")).toThrow("10.0.0.0/33");
});

test("whether logs are shown is decided by the terminal, unless it is said", () => {
  expect(readStackSettings({}, "/somewhere")).not.toHaveProperty("showsLogs");
  expect(readStackSettings({ HUBBUB_LOGS: "off" }, "/somewhere").showsLogs).toBe(false);
  expect(readStackSettings({ HUBBUB_LOGS: "on" }, "/somewhere").showsLogs).toBe(true);
  expect(() => readStackSettings({ HUBBUB_LOGS: "1" }, "/somewhere")).toThrow("HUBBUB_LOGS must be on or off");
});

test("an absolute data folder is taken as it is", () => {
  expect(readStackSettings({ HUBBUB_DATA: "/data" }, "/somewhere").dataFolder).toBe("/data");
});

test("services get the settings that are theirs, and none that would lead them to another database", () => {
  const env = {
    PASSWORD_MIN_LENGTH: "12",
    RATE_LIMITS: "off",
    DATABASE_URL: "postgres://other",
    DATABASE_MIGRATION_URL: "postgres://other",
    SIGNING_KEY_SECRET_FILE: "/x",
    GRPC_SECRET: "another one",
    OPS_SECRET: "another one",
  };
  const { serviceEnv } = readStackSettings({ ...env, HTTP_PORT: "1", MAKEFLAGS: "-j", npm_command: "run" }, "/");
  expect(serviceEnv).toEqual({ PASSWORD_MIN_LENGTH: "12", RATE_LIMITS: "off" });
});
