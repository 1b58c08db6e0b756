import { expect, test } from "vitest";
import { loggableError } from "./loggable-error.ts";

test("an error shows its causes, and where each was thrown", () => {
  const shown = loggableError(new TypeError("outer", { cause: new Error("inner") }));
  expect(shown).toMatchObject({ type: "TypeError", message: "outer: inner" });
  const { stack } = shown as { stack: string };
  expect(stack).toMatch(/^TypeError: outer\n {4}at .*loggable-error\.test\.ts[^]*caused by: Error: inner\n {4}at /);
});

test("what a database client adds of what it was asked is left out, its codes and names stay", () => {
  const error = Object.assign(new Error("duplicate key value violates unique constraint"), {
    severity: "ERROR",
    code: "23505",
    constraint: "users_email_key",
    port: 5432,
    detail: "Key (email)=(s3cret@example.org) already exists.",
    where: "s3cret",
    internalQuery: "s3cret",
    command: { name: "publish", args: ["room", "s3cret"] },
  });
  const shown = loggableError(new Error("not appended", { cause: error }));
  expect(JSON.stringify([shown, loggableError(error)])).not.toContain("s3cret");
  expect(loggableError(error)).toMatchObject({ code: "23505", constraint: "users_email_key", port: 5432 });
});

test("a value that could not be read is not quoted", () => {
  const ofJson = thrownBy(() => JSON.parse('{"content": s3cret "and more"}'));
  const ofPostgres = Object.assign(new Error('invalid input syntax for type bigint: "s3cret\n"s3cret""'), {
    severity: "ERROR",
    code: "22P02",
  });
  const ofName = Object.assign(new Error('relation "rooms" does not exist'), { severity: "ERROR", code: "42P01" });
  expect(JSON.stringify([loggableError(ofJson), loggableError(ofPostgres)])).not.toContain("s3cret");
  expect(loggableError(ofPostgres)).toMatchObject({ message: 'invalid input syntax for type bigint: "…"' });
  expect(loggableError(ofName)).toMatchObject({ message: 'relation "rooms" does not exist' });
});

test("an error that is its own cause ends, and what is no error is shown as it is", () => {
  const error = new Error("round");
  error.cause = error;
  expect(loggableError(error)).toMatchObject({ message: expect.stringMatching(/^round(: round)+$/) });
  expect(loggableError("text")).toBe("text");
});

test("a connection that no address took shows what each said", () => {
  const refused = new AggregateError([new Error("refused by ::1"), new Error("refused by 127.0.0.1")]);
  expect(loggableError(refused)).toMatchObject({ message: "refused by ::1; refused by 127.0.0.1" });
});

function thrownBy(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}
