import { DatabaseError } from "pg";
import { expect, test } from "vitest";
import { classifyFailure } from "./classify-failure.ts";

function databaseError(code: string): DatabaseError {
  return Object.assign(new DatabaseError("refused", 0, "error"), { code });
}

test.each([
  ["a mistake of ours", new TypeError("x is undefined"), "mistake"],
  ["a connection that broke", new Error("Connection terminated unexpectedly"), "lost"],
  ["a server that shuts down", databaseError("57P01"), "lost"],
  ["a server that has become a standby", databaseError("25006"), "lost"],
  ["a deadlock", databaseError("40P01"), "again"],
  ["a full disk", databaseError("53100"), "later"],
  ["a room's lock that could not be had", databaseError("55P03"), "locked"],
  ["a statement that took too long", databaseError("57014"), "refused"],
  ["a value that does not fit", databaseError("22021"), "refused"],
])("%s", (_, error, failure) => {
  expect(classifyFailure(error)).toBe(failure);
});
