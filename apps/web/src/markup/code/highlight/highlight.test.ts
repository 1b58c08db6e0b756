import { expect, test } from "vitest";
import { isKnownLanguage, languageOf } from "../languages.ts";
import { grammars } from "./grammars.ts";
import { highlight } from "./highlight.ts";

/** As long as code in a message can be. */
const longest = 4_000;

test("keywords, strings and comments are told apart", async () => {
  expect(await highlight("select 'a' -- b", "SQL")).toEqual([
    { text: "select", look: "keyword" },
    { text: " " },
    { text: "'a'", look: "string" },
    { text: " " },
    { text: "-- b", look: "comment" },
  ]);
});

test("code in a language that nobody knows stays plain", async () => {
  expect(isKnownLanguage("klingon")).toBe(false);
  expect(isKnownLanguage("constructor")).toBe(false);
  expect(await highlight("qapla'", "klingon")).toEqual([{ text: "qapla'" }]);
});

const hostile = [
  "(",
  "[",
  "{",
  "<",
  "a(",
  "'",
  '"',
  "\\",
  "/*",
  "<!--",
  "#",
  "$",
  "${",
  "a ",
  "a.",
  "a<b,",
  "-",
  "@",
  "1",
  " \n",
  "=>",
  "::",
  "%{",
  "`",
];

test.each(Object.keys(grammars))("no code in %s keeps a page waiting, and all of it is shown", async (language) => {
  expect(languageOf(language)).toBe(language);
  const startedAt = processorMs();
  for (const piece of hostile) {
    const text = piece.repeat(longest / piece.length);
    const pieces = await highlight(text, language);
    expect(pieces.map(({ text }) => text).join("")).toBe(text);
  }
  // Some 20 ms each, on a slow machine; what backtracks takes seconds.
  expect(processorMs() - startedAt).toBeLessThan(hostile.length * 100);
});

/** Without Node's types, which the browser's tests are checked without. */
const { process } = globalThis as unknown as { process: { cpuUsage(): { user: number } } };

function processorMs(): number {
  return process.cpuUsage().user / 1_000;
}
