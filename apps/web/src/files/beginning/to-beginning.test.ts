import { expect, test } from "vitest";
import { toBeginning } from "./to-beginning.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const whole = (text: string) => toBeginning(bytes(text), bytes(text).byteLength);

test.each([
  ["one\ntwo\n", ["one", "two"]],
  ["one\r\ntwo", ["one", "two"]],
  ["one\n\n", ["one", ""]],
  ["", [""]],
  ["\uFEFFone", ["one"]],
])("%j has the lines %j", (text, lines) => {
  expect(whole(text)).toEqual({ lines, isCut: false });
});

test("where it is cut it ends with the last whole line", () => {
  expect(toBeginning(bytes("one\ntwo\nthr"), 100)).toEqual({ lines: ["one", "two"], isCut: true });
});

test("a letter that is cut in two is no letter", () => {
  expect(toBeginning(bytes("zwölf").slice(0, 3), 6)).toEqual({ lines: ["zw"], isCut: true });
});

test("a line without an end is shown up to where one would read", () => {
  const [line] = toBeginning(bytes("x".repeat(5_000)), 5_000).lines;
  expect(line).toBe(`${"x".repeat(1_000)}…`);
});

test("what has a zero in it is no text", () => {
  expect(whole("PK\u0003\u0004\0\0")).toEqual({ lines: [], isCut: false });
});
