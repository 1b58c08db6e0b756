import { growthOf, hostileTexts } from "@hubbub/ws-protocol/testing";
import { describe, expect, it } from "vitest";
import { mentionQuery } from "./mention-query.ts";

describe("a mention in the making", () => {
  it.each([
    ["@", { start: 0, name: "" }],
    ["Morning @to", { start: 8, name: "to" }],
    ["(@tove.k", { start: 1, name: "tove.k" }],
    ["first\n@a-b_c", { start: 6, name: "a-b_c" }],
    ["你好@to", { start: 2, name: "to" }],
    ["_@to", { start: 1, name: "to" }],
    [`${"long ".repeat(50)}@to`, { start: 250, name: "to" }],
  ])("is found at the end of %j", (text, query) => {
    expect(mentionQuery(text, text.length)).toEqual(query);
  });

  it.each(["ada@example.org", "@tove said", "@@to", "no name", "@tove,", "x_@to", "a/@to"])(
    "is not found in %j",
    (text) => {
      expect(mentionQuery(text, text.length)).toBeUndefined();
    },
  );

  it.each(Object.entries(hostileTexts).map(([what, text]) => ({ what, text })))(
    "is looked for in ten times as many $what in about ten times the time",
    ({ text }) => expect(growthOf((written) => mentionQuery(written, written.length), text)).toBeLessThan(30),
  );

  it("ends at the caret", () => {
    expect(mentionQuery("@tove and more", 3)).toEqual({ start: 0, name: "to" });
  });
});
