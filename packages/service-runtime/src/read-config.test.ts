import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { ConfigError } from "./config-error.ts";
import { readConfig } from "./read-config.ts";
import { setting } from "./setting.ts";

const spec = {
  host: setting.text("BIND_HOST", { default: "127.0.0.1" }),
  port: setting.port("HTTP_PORT"),
  database: setting.url("DATABASE_URL", { secret: true, protocols: ["postgres", "postgresql"] }),
  redis: setting.url("REDIS_URL", { secret: true, default: "" }),
  limits: setting.onOff("RATE_LIMITS", { default: "on" }),
  minutes: setting.integer("ACCESS_TOKEN_MINUTES", { default: 15, min: 1, max: 1440 }),
  admins: setting.list("ADMIN_USERNAMES", { default: [] }),
  drain: setting.durationMs("DRAIN", { default: 10_000, max: 60_000 }),
};
const required = { HTTP_PORT: "3000", DATABASE_URL: "postgres://hubbub@localhost/chat" };

describe("readConfig", () => {
  test("gives the values under the specification's keys, with defaults for what is absent or empty", () => {
    expect(readConfig({ ...required, BIND_HOST: "", UNRELATED: "x" }, spec)).toEqual({
      host: "127.0.0.1",
      port: 3000,
      database: "postgres://hubbub@localhost/chat",
      redis: "",
      limits: "on",
      minutes: 15,
      admins: [],
      drain: 10_000,
    });
  });

  test("reads each kind", () => {
    const env = { ...required, RATE_LIMITS: "off", ADMIN_USERNAMES: " ann, bob ,,", DRAIN: "30s" };
    const config = readConfig(env, spec);
    expect(config).toMatchObject({ limits: "off", admins: ["ann", "bob"], drain: 30_000 });
  });

  test("names every bad variable at once", () => {
    const env = { HTTP_PORT: "70000", RATE_LIMITS: "yes", ACCESS_TOKEN_MINUTES: "1.5", DRAIN: "2 minutes" };
    expect(problemsOf(env).map(({ name }) => name)).toEqual([
      "HTTP_PORT",
      "DATABASE_URL",
      "RATE_LIMITS",
      "ACCESS_TOKEN_MINUTES",
      "DRAIN",
    ]);
  });

  test("says what a value must be and what it was", () => {
    const [port] = problemsOf({ ...required, HTTP_PORT: "-1" });
    expect(port?.problem).toBe('must be a whole number from 0 up to 65535, not "-1"');
  });

  test("takes a token that may stand in a header only, and a setting that is no secret from a file where it may be", () => {
    const folder = mkdtempSync(join(tmpdir(), "hubbub-config-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    writeFileSync(join(folder, "required"), "on\n");
    const grpc = {
      secret: setting.token("GRPC_SECRET", { secret: true, minLength: 8 }),
      required: setting.onOff("GRPC_SECRET_REQUIRED", { file: true }),
    };
    const env = { GRPC_SECRET: "a-token-of-8", GRPC_SECRET_REQUIRED_FILE: join(folder, "required") };
    expect(readConfig(env, grpc)).toEqual({ secret: "a-token-of-8", required: "on" });
    for (const wrong of ["short", "with blanks in it", "mit-Ümläuten", "two\nlines-of-it"]) {
      const read = () => readConfig({ ...env, GRPC_SECRET: wrong, GRPC_SECRET_REQUIRED: "off" }, grpc);
      expect(read).toThrow(
        "GRPC_SECRET: must be at least 8 visible ASCII characters, without blanks\nGRPC_SECRET_REQUIRED: is given twice",
      );
    }
  });

  test("takes what a part of the service makes of it, and what that says is wrong", () => {
    const place = {
      place: setting.parsed("PLACE", (raw) =>
        /^\d+,\d+$/.test(raw) ? { value: raw.split(",") } : { mustBe: "two numbers" },
      ),
    };
    expect(readConfig({ PLACE: "3,4" }, place)).toEqual({ place: ["3", "4"] });
    expect(() => readConfig({ PLACE: "here" }, place)).toThrow('PLACE: must be two numbers, not "here"');
    expect(() => readConfig({}, place)).toThrow("PLACE: is missing");
  });

  test("never shows a secret", () => {
    const error = failure({ ...required, DATABASE_URL: "hunter2" });
    expect(error.problems).toHaveLength(1);
    expect(error.message).not.toContain("hunter2");
  });

  test("takes a secret from the file that <NAME>_FILE names, without the line's end", () => {
    const env = { HTTP_PORT: "1", DATABASE_URL_FILE: secretFile("postgres://from-file/chat\n") };
    expect(readConfig(env, spec).database).toBe("postgres://from-file/chat");
  });

  test("refuses a secret that is given twice, and a secret's file that is not there", () => {
    const twice = problemsOf({ ...required, DATABASE_URL_FILE: secretFile("postgres://b/chat") });
    const absent = problemsOf({ HTTP_PORT: "1", DATABASE_URL_FILE: "/nowhere/at-all" });
    expect([twice, absent].map((problems) => problems.map(({ name }) => name))).toEqual([
      ["DATABASE_URL"],
      ["DATABASE_URL"],
    ]);
    expect(absent[0]?.problem).toContain("/nowhere/at-all");
  });
});

function failure(env: Record<string, string>): ConfigError {
  try {
    readConfig(env, spec);
  } catch (error) {
    if (error instanceof ConfigError) return error;
  }
  throw new Error("expected a ConfigError");
}

function problemsOf(env: Record<string, string>): ConfigError["problems"] {
  return failure(env).problems;
}

function secretFile(content: string): string {
  const folder = mkdtempSync(join(tmpdir(), "hubbub-config-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, "secret");
  writeFileSync(path, content);
  return path;
}
