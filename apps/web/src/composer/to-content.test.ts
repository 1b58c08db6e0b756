import { growthOf, hostileTexts } from "@hubbub/ws-protocol/testing";
import { expect, test } from "vitest";
import { contentRoom } from "./content-room.ts";
import { toContent } from "./to-content.ts";

test.each([
  ["hello", "hello"],
  ["hello \n\t ", "hello"],
  ["\n \n\nhello", "hello"],
  ["\n\n  - indented\n  - too", "  - indented\n  - too"],
  ["  first", "  first"],
  ["", ""],
  [" \n\t\u00a0\n", ""],
])("of %j %j is sent", (text, content) => {
  expect(toContent(text)).toBe(content);
});

const cases = Object.entries(hostileTexts).map(([what, text]) => ({ what, text }));
const read = (text: string) => contentRoom(toContent(text));

test.each(cases)("ten times as many $what take about ten times the time at each key", ({ text }) => {
  expect(growthOf(read, text)).toBeLessThan(30);
});
