import { toAppError } from "@hubbub/errors";
import { createLogger } from "@hubbub/service-runtime";
import { expect, test } from "vitest";
import type { Service } from "./service.ts";
import { toHandler } from "./to-handler.ts";

const service = { logger: createLogger({ service: "test", level: "silent" }) } as Service;

async function codeOf(failure: Error): Promise<string> {
  const handle = toHandler(service, async () => {
    throw failure;
  });
  return await handle({}, {} as never).catch((error: unknown) => toAppError(error).code);
}

test("a Postgres that is away is unavailable", async () => {
  expect(await codeOf(Object.assign(new Error("connect"), { code: "ECONNREFUSED" }))).toBe("unavailable");
});

test("a mistake of ours is internal, which nobody tries again", async () => {
  expect(await codeOf(new TypeError("x is undefined"))).toBe("internal");
});
