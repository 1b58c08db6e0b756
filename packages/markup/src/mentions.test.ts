import { describe, expect, it } from "vitest";
import { mentionedNames, mentions } from "./mentions.ts";

describe("a mention", () => {
  it.each([
    "@ada",
    "hello @Ada!",
    "(@ada)",
    "is it @ada?",
    "see @ada.",
    "@ada, @bob",
    "@ada: look",
    "@ada... or not",
    "line\n@ada",
    "你好@ada你好",
    "@adamant and @ada",
    "“@ada”",
    "@ada/@bob",
    "@ada’s turn",
  ])("is %j", (content) => expect(mentions(content, "ada")).toBe(true));

  it.each(["ada", "@adam", "@ada-2", "@ada_", "@ada.l", "mail@ada", "@@ada", "example.org/@ada", "@ ada", "x_@ada"])(
    "is not %j",
    (content) => expect(mentions(content, "ada")).toBe(false),
  );

  it.each([
    "_@ada_",
    "__@ada__",
    "*@ada*",
    "**@ada**",
    "~~@ada~~",
    "_@ada and others_",
    "_ask @ada_",
    "_ask @ada._",
    "_@ada_, _@bob_",
    "snake_case and @ada",
    "_@ada_.",
  ])("stands within an emphasis: %j", (content) => expect(mentions(content, "ada")).toBe(true));

  it.each(["_so_ said @ada_", "_ @ada_", "_@ada__", "**@ada_**"])("in %j is of a longer name", (content) => {
    expect(mentions(content, "ada")).toBe(false);
    expect(mentions(content, "ada_")).toBe(true);
  });

  it.each([
    "`@ada`",
    "``@ada``",
    "`` `@ada` ``",
    "```@ada```",
    "```\n@ada\n```",
    "```ts\nask(@ada)\n```\nbye",
    "````\n```\n@ada\n```\n````",
    "https://x.example/?q=@ada",
    "see HTTP://x.example/,@ada.",
    "https://@ada/",
    "[@ada](https://x.example)",
    "[ask @ada](https://x.example)",
  ])("is none in code, in an address or in a link: %j", (content) => expect(mentions(content, "ada")).toBe(false));

  it.each([
    "`code` @ada",
    "`@ada",
    "`\n@ada`",
    "``@ada`",
    "```@ada",
    "`a` @ada `b`",
    "```\n```\n@ada",
    "https://x.example/ @ada",
    "https://x.example。@ada",
    "(https://x.example) @ada",
    "https:// @ada",
    "[@ada](x)",
    "> @ada",
    "- @ada",
    "# @ada",
    "|@ada|\n|-|",
    "||@ada||",
  ])("is one beside code and addresses: %j", (content) => expect(mentions(content, "ada")).toBe(true));

  it("takes dots and dashes in a name as they are", () => {
    expect(mentions("@a.d-a", "a.d-a")).toBe(true);
    expect(mentions("@axd-a", "a.d-a")).toBe(false);
    expect(mentions("@ada.", "ada.")).toBe(true);
  });

  it("names all of them, each once, in lower case", () => {
    expect(mentionedNames("@Ada, `@eve` and @bob: @ADA _@c_")).toEqual(["ada", "bob", "c", "c_"]);
    expect(mentionedNames("nobody")).toEqual([]);
    expect(mentions("@", "")).toBe(false);
  });
});
