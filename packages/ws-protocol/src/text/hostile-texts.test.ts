import { expect, test } from "vitest";
import { contentProblem } from "../message-content.ts";
import { growthOf, hostileTexts } from "../testing/index.ts";
import { cutContent } from "./cut-content.ts";
import { mentions } from "./mentions.ts";

const readers = {
  "cut into parts": cutContent,
  "looked through for a mention": (text: string) => mentions(text, "ada"),
  judged: contentProblem,
};
const cases = Object.entries(readers).flatMap(([name, read]) =>
  Object.entries(hostileTexts).map(([what, text]) => ({ what, text, name, read })),
);

test.each(cases)("ten times as many $what are $name in about ten times the time", ({ text, read }) => {
  expect(growthOf(read, text)).toBeLessThan(30);
});
