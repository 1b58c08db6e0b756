import { describe, expect, it } from "vitest";
import { mentionQuery } from "./mention-query.ts";

describe("a mention in the making", () => {
  it.each([
    ["@", { start: 0, name: "" }],
    ["Morning @to", { start: 8, name: "to" }],
    ["(@tove.k", { start: 1, name: "tove.k" }],
    ["first\n@a-b_c", { start: 6, name: "a-b_c" }],
  ])("is found at the end of %j", (text, query) => {
    expect(mentionQuery(text, text.length)).toEqual(query);
  });

  it.each(["ada@example.org", "@tove said", "@@to", "no name", "@tove,"])("is not found in %j", (text) => {
    expect(mentionQuery(text, text.length)).toBeUndefined();
  });

  it("ends at the caret", () => {
    expect(mentionQuery("@tove and more", 3)).toEqual({ start: 0, name: "to" });
  });
});
