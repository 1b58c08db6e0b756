import { type TestRedis, testRedis, waitFor } from "@hubbub/stack/testing";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { capturedLogger } from "../testing/captured-logger.ts";
import { RedisLink } from "./redis-link.ts";

let redis: TestRedis;
beforeAll(async () => {
  redis = await testRedis();
});
afterAll(() => redis.stop());

function open(url: string) {
  const { logger: log, lines } = capturedLogger();
  const link = new RedisLink({ url, name: "test", log, onUp() {}, onDown() {} });
  onTestFinished(() => link.close());
  return { link, lines };
}

test("a link comes as the user of its URL, whose password may hold whatever a URL can be made to say", async () => {
  const { hostname, port, username, password } = new URL(redis.url);
  const escaped = [...password].map((letter) => `%${letter.codePointAt(0)!.toString(16)}`).join("");
  const { link } = open(`redis://${username}:${escaped}@${hostname}:${port}`);
  await link.start();
  expect(link.up).toBe(true);
});

test("a wrong password is said to be one, and is in no line of the log", async () => {
  const wrong = "a-password-of-another-redis";
  const { link, lines } = open(redis.url.replace(/:[^:]*@/, `:${wrong}@`));
  await link.start();
  await waitFor(() => expect(JSON.stringify(lines)).toContain("WRONGPASS"));
  expect(link.up).toBe(false);
  expect(JSON.stringify(lines)).not.toContain(wrong);
});
