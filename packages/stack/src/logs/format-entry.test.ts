import { expect, test } from "vitest";
import { formatEntry } from "./format-entry.ts";
import { entryReader } from "./log-entry.ts";

const plain = { colour: false };
const time = "2026-12-01T15:44:31.092Z";

test("a line for people says when, who, how bad, what, and its fields; an error's stack stands below", () => {
  const err = { type: "Error", stack: "Error: no\n    at x" };
  const line = { level: "warn", time, service: "chat-service", server_id: "chat-1", roomId: 7, name: "a b", err };
  expect(formatEntry(entryReader("chat-1")(JSON.stringify({ ...line, msg: "away" })), plain)).toBe(
    '15:44:31.092Z chat-1       WARN  away roomId=7 name="a b"\n    Error: no\n        at x',
  );
});

test("no terminal obeys what somebody made up", () => {
  const evil = "\u001B[2J\u009B2J\rx";
  const read = entryReader("chat-1");
  const shown = [
    formatEntry(read(JSON.stringify({ level: "info", time, a: evil, [evil]: 1, err: evil, msg: evil })), plain),
    formatEntry(read(`no time ${evil}`), plain),
  ].join("\n");
  // oxlint-disable-next-line no-control-regex -- these are what it is about
  expect(shown.replaceAll("\n", "")).not.toMatch(/[\u0000-\u001F\u007F-\u009F]/);
  expect(shown).toContain("\\u001b[2J");
});

test("colours are for terminals alone", () => {
  const entry = entryReader("chat-1")(JSON.stringify({ level: "error", time, msg: "no" }));
  expect(formatEntry(entry, { colour: true })).toContain("\u001B[31mERROR\u001B[0m");
});
