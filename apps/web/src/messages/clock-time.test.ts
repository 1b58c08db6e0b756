import { expect, it } from "vitest";
import { clockTime } from "./clock-time.ts";

it.each([
  ["en-US", "2:13 AM"],
  ["en-GB", "02:13"],
  ["de-DE", "02:13"],
  ["fi-FI", "2.13"],
])("writes the time of day as %s does", (language, text) => {
  const time = new Date(2026, 10, 20, 2, 13).toISOString();
  expect(clockTime(time, "Yesterday", language)).toBe(`Yesterday ${clockTime(time, undefined, language)}`);
  expect(clockTime(time, undefined, language).replace("\u202F", " ")).toBe(text);
});
