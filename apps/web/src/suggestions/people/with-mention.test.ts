import { expect, test } from "vitest";
import { withMention } from "./with-mention.ts";

test.each([
  ["", 0, "@ben ", 5],
  ["Hello", 5, "Hello @ben ", 11],
  ["Hello ", 6, "Hello @ben ", 11],
  ["Hello world", 5, "Hello @ben world", 11],
  ["Hello\n", 6, "Hello\n@ben ", 11],
])("a name goes into %j at %i", (text, caret, then, at) => {
  expect(withMention(text, caret, "ben")).toEqual({ text: then, caret: at });
});
