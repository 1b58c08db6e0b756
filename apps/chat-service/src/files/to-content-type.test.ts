import { expect, test } from "vitest";
import { toContentType } from "./to-content-type.ts";

const bytes = (...values: number[]) => Uint8Array.from(values);
const text = (content: string) => new TextEncoder().encode(content);

test.each([
  ["a GIF", text("GIF89a<script>alert(1)</script>"), "image/gif"],
  ["a PDF", text("%PDF-1.7\n"), "application/pdf"],
  ["a zip", bytes(0x50, 0x4b, 3, 4, ...Array.from({ length: 60 }, () => 0)), "application/zip"],
  ["a page in HTML", text("<!doctype html><script>alert(1)</script>"), "text/plain"],
  ["a program in TypeScript", text("export const x = 1;\n"), "text/plain"],
  ["text of Japan", text("東京で会議"), "text/plain"],
  ["text that is cut off in a letter", text("東京で会議").subarray(0, 14), "text/plain"],
  ["bytes that are no text", bytes(1, 2, 3, 0xff), "application/octet-stream"],
  ["text with a zero", text("a\u0000b"), "application/octet-stream"],
  ["nothing", bytes(), "application/octet-stream"],
])("%s is %s", async (_what, head, type) => {
  expect(await toContentType(head)).toBe(type);
});

test("SVG is XML, which no page shows", async () => {
  const type = await toContentType(text('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'));
  expect(type).toMatch(/^(application\/xml|text\/plain)$/);
});
