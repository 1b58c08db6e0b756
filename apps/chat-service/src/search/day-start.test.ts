import { expect, test } from "vitest";
import { dayStart, isTimeZone } from "./day-start.ts";

test.each([
  ["2026-11-30", "UTC", "2026-11-30T00:00:00.000Z"],
  ["2026-11-30", "Europe/Berlin", "2026-11-29T23:00:00.000Z"],
  ["2026-07-01", "Europe/Berlin", "2026-06-30T22:00:00.000Z"],
  ["2026-11-30", "Asia/Kathmandu", "2026-11-29T18:15:00.000Z"],
  ["2026-11-30", "Pacific/Kiritimati", "2026-11-29T10:00:00.000Z"],
  ["2026-11-30", "America/Los_Angeles", "2026-11-30T08:00:00.000Z"],
  // Clocks change on this day, after midnight.
  ["2026-03-29", "Europe/Berlin", "2026-03-28T23:00:00.000Z"],
  ["2026-03-30", "Europe/Berlin", "2026-03-29T22:00:00.000Z"],
])("%s begins in %s at %s", (day, timeZone, expected) => {
  expect(dayStart(day, timeZone).toISOString()).toBe(expected);
});

test("the day after is the next in the calendar, at the end of a month and where a day has 23 hours", () => {
  expect(dayStart("2026-11-30", "UTC", 1).toISOString()).toBe("2026-12-01T00:00:00.000Z");
  expect(dayStart("2026-03-29", "Europe/Berlin", 1)).toEqual(dayStart("2026-03-30", "Europe/Berlin"));
});

test.each([
  ["Europe/Berlin", true],
  ["UTC", true],
  ["Mars/Olympus", false],
  ["", false],
])("whether %j is a time zone: %s", (name, is) => {
  expect(isTimeZone(name)).toBe(is);
});
