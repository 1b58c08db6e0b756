import { growthOf, hostileTexts } from "@hubbub/ws-protocol/testing";
import { expect, test } from "vitest";
import { type Mark, markEdit } from "./mark-edit.ts";
import { nextLine } from "./next-line.ts";
import type { Edit } from "../../ui/write-into.ts";

/** In texts, `[` and `]` stand around what is selected, `¦` is the caret. */
test.each<[Mark, string, string]>([
  ["bold", "a [b] c", "a **[b]** c"],
  ["bold", "a [b ]c", "a **[b]** c"],
  ["bold", "a **[b]** c", "a [b] c"],
  ["bold", "a [**b**] c", "a [b] c"],
  ["bold", "a ¦", "a **¦**"],
  ["bold", "a **¦**", "a ¦"],
  ["italic", "[a]", "_[a]_"],
  ["strike", "[a]", "~~[a]~~"],
  ["spoiler", "[a]", "||[a]||"],
  ["code", "[a]", "`[a]`"],
  ["code", "x [a\nb] y", "x \n```\n[a\nb]\n``` y"],
  ["code", "[a\nb]", "```\n[a\nb]\n```"],
  ["list", "a\nb¦\nc", "a\n- b¦\nc"],
  ["list", "a\n- b¦", "a\nb¦"],
  ["list", "x\n[a\nb]", "x\n[- a\n- b]"],
  ["list", "[- a\n* b]", "[a\nb]"],
  ["numbers", "[a\nb]", "[1. a\n2. b]"],
  ["quote", "¦", "> ¦"],
])("%s makes of %j", (mark, before, after) => {
  const { text, selection } = read(before);
  expect(shown(text, markEdit(mark, text, ...selection))).toBe(after);
});

test.each([
  ["- a¦", "- a\n- ¦"],
  ["x\n  * a¦ b", "x\n  * a\n  * ¦ b"],
  ["9. a¦", "9. a\n10. ¦"],
  ["2) a¦", "2) a\n3) ¦"],
  ["> a¦", "> a\n> ¦"],
  ["- a\n- ¦", "- a\n¦"],
  ["- ¦\nb", "¦\nb"],
])("after %j the next line is begun", (before, after) => {
  const { text, selection } = read(before);
  expect(shown(text, nextLine(text, selection[0])!)).toBe(after);
});

test.each(["a¦", "¦- a", "-¦", "1984. a¦", "```\n- a¦"])("after %j the next line is empty", (before) => {
  const { text, selection } = read(before);
  expect(nextLine(text, selection[0])).toBeUndefined();
});

test.each(Object.entries(hostileTexts))("ten times as many %s are marked in about ten times the time", (_, text) => {
  const read = (text: string) => [markEdit("quote", text, 0, text.length), nextLine(text, text.length)];
  expect(growthOf(read, text)).toBeLessThan(30);
});

function read(marked: string): { text: string; selection: [number, number] } {
  const text = marked.replaceAll(/[[\]¦]/g, "");
  const start = marked.search(/[[¦]/);
  const end = marked.includes("]") ? marked.indexOf("]") - 1 : start;
  return { text, selection: [start, end] };
}

function shown(text: string, { start, end, insert, selection: [from, to] }: Edit): string {
  const done = text.slice(0, start) + insert + text.slice(end);
  const selected = from === to ? "¦" : `[${done.slice(from, to)}]`;
  return done.slice(0, from) + selected + done.slice(to);
}
