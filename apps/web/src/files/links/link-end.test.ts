import { expect, test } from "vitest";
import { linkEnd, renewInMs, toDownload } from "./link-end.ts";

const link = "/files/17/cat%3Fe=1.png?e=1700000900&t=x&v=1&s=abc";
const end = 1_700_000_900_000;

test("a link says when it ends, whatever its file is called", () => {
  expect(linkEnd(link)).toBe(end);
  expect(linkEnd("https://chat.example/files/17/cat.png?e=1700000900&s=abc")).toBe(end);
});

test("a link is renewed a minute before it ends", () => {
  expect(renewInMs(link, end - 600_000)).toBe(540_000);
});

test("one that has ended is renewed at once", () => {
  expect(renewInMs(link, end + 5_000)).toBe(0);
});

test("where it is not known what time it is it is renewed a minute before any link ends", () => {
  expect(renewInMs(link, undefined)).toBe(14 * 60_000);
});

test("a link that does not say when it ends has ended", () => {
  expect(renewInMs("/files/17/cat.png", end)).toBe(0);
});

test("a file is saved by the same link", () => {
  expect(toDownload(link)).toBe(`${link}&download=1`);
});
