import { AppError } from "@hubbub/errors";
import { expect, test } from "vitest";
import { createLogger } from "../create-logger.ts";
import { whenPostgresIsThere } from "./when-postgres-is-there.ts";

const logger = createLogger({ service: "test", level: "silent" });
const refused = () => Object.assign(new Error("connect"), { code: "ECONNREFUSED" });

function failing(errors: Error[]): { work: () => Promise<string>; left: () => number } {
  const left = [...errors];
  const work = async () => {
    const error = left.shift();
    if (error !== undefined) throw error;
    return "done";
  };
  return { work, left: () => left.length };
}

test("what fails because Postgres is away is tried again", async () => {
  const { work } = failing([refused(), new AppError("unavailable")]);
  expect(await whenPostgresIsThere(work, { logger, isStopping: () => false })).toBe("done");
});

test("a mistake is thrown at once: it would fail for ever", async () => {
  const { work, left } = failing([new TypeError("x is undefined"), refused()]);
  await expect(whenPostgresIsThere(work, { logger, isStopping: () => false })).rejects.toThrow("x is undefined");
  expect(left()).toBe(1);
});

test("a service that stops, or has waited long enough, waits no longer", async () => {
  const { work } = failing([refused(), refused(), refused()]);
  await expect(whenPostgresIsThere(work, { logger, isStopping: () => true })).rejects.toThrow("connect");
  const patience = { logger, isStopping: () => false, giveUpAfterMs: 0 };
  await expect(whenPostgresIsThere(work, patience)).rejects.toThrow("connect");
});
