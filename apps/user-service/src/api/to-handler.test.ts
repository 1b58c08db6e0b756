import { toAppError } from "@hubbub/errors";
import { createLogger } from "@hubbub/service-runtime";
import { expect, test } from "vitest";
import type { Service } from "./service.ts";
import { toHandler } from "./to-handler.ts";

const service = { logger: createLogger({ service: "test", level: "silent" }) } as Service;

async function failureOf(error: Error) {
  const handle = toHandler(service, () => Promise.reject(error));
  return await handle({}, {} as never).catch((thrown: unknown) => toAppError(thrown));
}

test("a Postgres that is away is unavailable", async () => {
  const refused = Object.assign(new Error("connect"), { code: "ECONNREFUSED" });
  expect(await failureOf(refused)).toMatchObject({ code: "unavailable" });
});

test("a mistake of ours is internal, which nobody tries again", async () => {
  expect(await failureOf(new TypeError("x is undefined"))).toMatchObject({ code: "internal" });
});
