import { expect, test } from "vitest";
import { toFileName } from "./to-file-name.ts";

test.each([
  ["report.pdf", "report.pdf"],
  ["../../etc/passwd", "passwd"],
  [String.raw`C:\Users\ada\cat.png`, "cat.png"],
  ["a\r\nSet-Cookie x\u0000.png", "aSet-Cookie x.png"],
  ["photo\u202Egpj.exe", "photogpj.exe"],
  ["  spaced   out  .txt ", "spaced out .txt"],
  ["تقرير.pdf", "تقرير.pdf"],
  ["東京の写真.jpg", "東京の写真.jpg"],
  ["👨‍👩‍👧.png", "👨‍👩‍👧.png"],
  ["e\u0301te\u0301.txt", "été.txt"],
  ["..", "file"],
  ["", "file"],
  ["folder/", "file"],
  ["\uD800.png", ".png"],
])("%j is called %j", (given, name) => {
  expect(toFileName(given)).toBe(name);
});

test.each([
  ["😀".repeat(300), 252],
  [`${"あ".repeat(300)}.png`, 253],
  [`${"a".repeat(300)}.tar.gz`, 255],
  ["a".repeat(255), 255],
])("a name has at most 255 bytes, and ends as it did", (given, bytes) => {
  const name = toFileName(given);
  expect(Buffer.byteLength(name)).toBe(bytes);
  expect(name.split(".").at(-1)).toBe(given.includes(".") ? given.split(".").at(-1) : name);
});
