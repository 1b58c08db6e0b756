import { expect, test } from "vitest";
import { parseMarkup } from "./parse-markup.ts";
import { toPlainText } from "./to-plain-text.ts";

test.each([
  ["hello", "hello"],
  ["**a** _b_ `c` ~~d~~\n[e](https://e.example) @f", "a b c d e @f"],
  ["# a\n\n> b\n\n- c\n- d\n\n3. e\n4. f", "a b • c • d 3. e 4. f"],
  ["|a|b|\n|-|-|\n|c|d|\n\n```js\nconst e;\n  f;\n```", "a b c d const e; f;"],
  ["it was ||the butler||", "it was ▒▒▒▒"],
])("%j in one line is %j", (content, text) => {
  expect(toPlainText(parseMarkup(content))).toBe(text);
});

test("what is longer is cut between code points, and says so", () => {
  expect(toPlainText(parseMarkup("😀😀 😀😀"), 4)).toBe("😀😀…");
  expect(toPlainText(parseMarkup("😀😀😀"), 3)).toBe("😀😀😀");
});

test("what is cut off in a spoiler stays hidden", () => {
  expect(toPlainText(parseMarkup("it was ||the but", { isCut: true }))).toBe("it was ▒▒▒▒");
});
