import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mayMention, mentionedNames, mentions, namesIn } from "./mentions.ts";
import { parseMarkup } from "./parse-markup.ts";

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

it("is never missed by the quick no", () => {
  const pieces = fc.constantFrom(
    ..."@ @ada @bob a b1 _ __ * ** ~~ || ` ``` . , - / : ( ) [ ] ](https://a.example) > \\".split(" "),
    " ",
    "\n",
    "https://a.example",
    "www.a.example",
    "mailto:a@b.example",
    "你",
  );
  const texts = fc.array(pieces, { maxLength: 12 }).map((all) => all.join(""));
  fc.assert(
    fc.property(texts, (text) => {
      fc.pre(!mayMention(text));
      expect(namesIn(parseMarkup(text))).toEqual([]);
    }),
    { numRuns: 2_000 },
  );
});

it.each(["@@0123abcd", "ada@example.org", "a @ b", "nobody"])("%j costs no parsing", (text) => {
  expect(mayMention(text)).toBe(false);
});
