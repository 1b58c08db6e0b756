import { expect, it } from "vitest";
import { dayLabel } from "./day-label.ts";

const today = new Date(2026, 10, 20, 12);
const nowEarlier = new Date(2026, 10, 18, 9);
const aYearAgo = new Date(2025, 10, 18, 9);

it("names today and yesterday", () => {
  expect(dayLabel(new Date(2026, 10, 20, 1), today, "en-US")).toBe("Today");
  expect(dayLabel(new Date(2026, 10, 19, 23), today, "en-US")).toBe("Yesterday");
});

it.each([
  ["en-US", "Wednesday, November 18", "Tuesday, November 18, 2025"],
  ["en-GB", "Wednesday 18 November", "Tuesday, 18 November 2025"],
])("writes other days as %s does, with the year where it is another", (language, thisYear, lastYear) => {
  expect(dayLabel(nowEarlier, today, language)).toBe(thisYear);
  expect(dayLabel(aYearAgo, today, language)).toBe(lastYear);
});
