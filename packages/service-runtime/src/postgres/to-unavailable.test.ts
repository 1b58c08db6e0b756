import { AppError } from "@hubbub/errors";
import { DatabaseError } from "pg";
import { expect, test } from "vitest";
import { toUnavailable } from "./to-unavailable.ts";

test.each([
  ["a refused connection", Object.assign(new Error("connect"), { code: "ECONNREFUSED" })],
  ["a broken one", new Error("Connection terminated unexpectedly")],
  ["a full pool", new Error("timeout exceeded when trying to connect")],
  ["a server that shuts down", databaseError("57P01")],
  ["a server that starts", databaseError("57P03")],
  ["a statement that took too long", databaseError("57014")],
  ["too many connections", databaseError("53300")],
  ["a deadlock", databaseError("40P01")],
])("%s means that Postgres is away", (_, error) => {
  expect(toUnavailable(error)).toMatchObject({ code: "unavailable", cause: error });
});

test.each([
  ["a mistake in our SQL", databaseError("42703")],
  ["a value that does not fit", databaseError("22021")],
  ["a unique index", databaseError("23505")],
  ["an expected failure", new AppError("user_not_found")],
  ["a mistake in our code", new TypeError("x is undefined")],
  ["no error at all", "text"],
])("%s stays what it is", (_, error) => {
  expect(toUnavailable(error)).toBe(error);
});

function databaseError(code: string): DatabaseError {
  return Object.assign(new DatabaseError("refused", 0, "error"), { code });
}
