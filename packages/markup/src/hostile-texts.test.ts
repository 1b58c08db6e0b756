import { maxContentCodePoints } from "@hubbub/ws-protocol";
import { growthOf, hostileTexts } from "@hubbub/ws-protocol/testing";
import { describe, expect, test } from "vitest";
import { innerOf, type Node } from "./inner-of.ts";
import { parseBlocks } from "./parse-blocks.ts";
import { maxLength, maxNodes, parseMarkup } from "./parse-markup.ts";

const fill = (piece: string) => (length: number) => piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
const halves = (first: string, second: string) => (length: number) =>
  fill(first)(length / 2) + fill(second)(length / 2);

const texts: Readonly<Record<string, (length: number) => string>> = {
  ...hostileTexts,
  "quotes in quotes": fill(">"),
  "quotes in quotes on each line": fill("> > > > > > > > >\n"),
  "lists in lists": fill("- "),
  "lists further in on each line": (length) =>
    Array.from({ length: Math.sqrt(2 * length) }, (_, indent) => `${" ".repeat(indent)}- a`).join("\n"),
  "items apart": fill("- a\n\n\n"),
  "blanks before a mark": (length) => `${" ".repeat(length)}- a`,
  "opening brackets": fill("["),
  "opening brackets of pictures": fill("!["),
  "brackets that open and close": halves("[", "]"),
  "beginnings of links": fill("[a](b"),
  "links without an end": fill("[a](https://a.example"),
  "ends of links": fill("](https://a.example)"),
  "addresses with brackets in brackets": (length) => `[a](https://a.example/${"(".repeat(length)}`,
  "addresses with a title without an end": fill(`[a](https://a.example "`),
  links: fill("[a](https://a.example) "),
  "links in links": halves("[", "](https://a.example)"),
  "emphasis in emphasis": halves("*a ", " a*"),
  "emphasis of both kinds in each other": halves("*a _a ", " a_ a*"),
  "opening and closing emphasis": fill("*a*"),
  "emphasis within words": fill("a**b_c"),
  "emphasis that fits nothing": fill("a***b**c*"),
  "signs that open and close": halves("**_~~||x", "||~~_**"),
  spoilers: fill("||a||"),
  "vertical bars": fill("|"),
  tildes: fill("~~a"),
  backslashes: fill("\\"),
  "cells in one row": (length) => `${fill("|a")(length / 2)}\n${fill("|-")(length / 2)}`,
  "rows of one cell below many": (length) =>
    `${fill("|a")(length / 3)}\n${fill("|-")(length / 3)}\n${fill("|\n")(length / 3)}`,
  "rows of cells": (length) => `a|b\n-|-\n${fill("a|b\n")(length)}`,
  "rules of tables": fill("|-|-|\n"),
  "bars behind code": (length) => `|a|\n|-|\n|${fill("`a`|")(length)}`,
  "headings of signs": fill("# #\n"),
};

test.each(Object.entries(texts))("ten times as many %s are parsed in about ten times the time", (_, text) => {
  // The trees of such texts are large: collecting them takes its time as well.
  expect(growthOf(parseBlocks, text)).toBeLessThan(50);
});

describe.each(Object.entries(texts))("a message of %s", (_, text) => {
  const markup = parseMarkup(text(maxContentCodePoints));

  test("has no more parts than a page can show", () => expect(sizeOf(markup).count).toBeLessThanOrEqual(maxNodes));

  test("is not deep", () => expect(sizeOf(markup).depth).toBeLessThan(20));
});

test("what is far too long for a message is one plain text", () => {
  const text = "**a** ".repeat(maxLength);
  expect(parseMarkup(text)).toEqual([{ kind: "paragraph", children: [{ kind: "text", text }] }]);
});

function sizeOf(nodes: readonly Node[]): { count: number; depth: number } {
  const size = { count: nodes.length, depth: 1 };
  for (const inner of nodes.flatMap(innerOf)) {
    const { count, depth } = sizeOf(inner);
    size.count += count;
    size.depth = Math.max(size.depth, depth + 1);
  }
  return size;
}
