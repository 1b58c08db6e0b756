import { growthOf, hostileTexts } from "@hubbub/ws-protocol/testing";
import { describe, expect, it } from "vitest";
import { emojiQuery } from "./emoji-query.ts";

describe("an emoji in the making", () => {
  it.each([
    [":ta", { start: 0, name: "ta" }],
    ["Done :tada", { start: 5, name: "tada" }],
    ["(:+1", { start: 1, name: "+1" }],
    ["first\n:flag_no", { start: 6, name: "flag_no" }],
    ["你好:Ta", { start: 2, name: "Ta" }],
    [`${"long ".repeat(50)}:tada`, { start: 250, name: "tada" }],
  ])("is found at the end of %j", (text, query) => {
    expect(emojiQuery(text, text.length)).toEqual(query);
  });

  it.each([
    ":",
    ":t",
    ":)",
    ":-)",
    "at 10:30",
    "https://a",
    "note:ta",
    "::ta",
    ":ta da",
    ":tada:",
    `:${"a".repeat(41)}`,
  ])("is not found in %j", (text) => {
    expect(emojiQuery(text, text.length)).toBeUndefined();
  });

  it.each(Object.entries(hostileTexts).map(([what, text]) => ({ what, text })))(
    "is looked for in ten times as many $what in about ten times the time",
    ({ text }) => expect(growthOf((written) => emojiQuery(written, written.length), text)).toBeLessThan(30),
  );

  it("ends at the caret", () => {
    expect(emojiQuery(":tada and more", 3)).toEqual({ start: 0, name: "ta" });
  });
});
