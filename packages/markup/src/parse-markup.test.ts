import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { innerOf, type Node } from "./inner-of.ts";
import type { Inline } from "./markup.ts";
import { parseMarkup } from "./parse-markup.ts";

describe("an address", () => {
  it.each([
    ["see https://hubbub.example/a?b=1#c.", "https://hubbub.example/a?b=1#c"],
    ["(https://hubbub.example/wiki/A_(b))", "https://hubbub.example/wiki/A_(b)"],
    ["(see https://hubbub.example/wiki/A_(b)).", "https://hubbub.example/wiki/A_(b)"],
    ["http://localhost:8080, then", "http://localhost:8080"],
    ["[https://hubbub.example/a]", "https://hubbub.example/a"],
    ["[a](https://hubbub.example/a)", "https://hubbub.example/a"],
    ["{https://hubbub.example/a?b[]=1}", "https://hubbub.example/a?b[]=1"],
    ["http://[::1]:8080/a", "http://[::1]:8080/a"],
    ["http://[::1]", "http://[::1]"],
    ["||https://hubbub.example/a||", "https://hubbub.example/a"],
    ["HTTPS://hubbub.example/A", "HTTPS://hubbub.example/A"],
  ])("ends where the sentence goes on: %j", (text, address) => expect(addressesIn(text)).toEqual([address]));

  it.each([..."”’…]。、）」』】》〉!?,.;:»›“‘）。"])("is without a closing %j", (sign) => {
    for (const after of ["", " and more", `${sign}${sign}`]) {
      expect(addressesIn(`“https://hubbub.example/a${sign}${after}`)).toEqual(["https://hubbub.example/a"]);
    }
  });

  it.each(["看这里", "を見て", "ガイド", "입니다", "，然后", "　次", "（a）", "𠮷"])("ends where %j begins", (text) => {
    expect(addressesIn(`https://hubbub.example/a${text}`)).toEqual(["https://hubbub.example/a"]);
    expect(addressesIn(`见https://hubbub.example${text}`)).toEqual(["https://hubbub.example"]);
  });

  it("is without the angle brackets around it", () => {
    expect(inlineOf("see <https://a.example>.")).toEqual([
      { kind: "text", text: "see " },
      { kind: "link", href: "https://a.example", children: [{ kind: "text", text: "https://a.example" }] },
      { kind: "text", text: "." },
    ]);
  });

  it("may have a host and letters of any country", () => {
    expect(addressesIn("https://例え.jp/a。")).toEqual(["https://例え.jp/a"]);
    expect(addressesIn("https://müller.example/grüße?ж=1")).toEqual(["https://müller.example/grüße?ж=1"]);
  });

  it.each(["javascript:alert(1)", "data:text/html,x", "ftp://a.example", "https://", "//a.example", "xhttp://a"])(
    "is not %j",
    (text) => expect(inlineOf(text)).toEqual([{ kind: "text", text }]),
  );
});

describe("code", () => {
  it("stands between backticks and fences as it is", () => {
    expect(parseMarkup("run `npm ci`:\n```sh\nnpm ci\n\n**npm** test\n```\ndone")).toEqual([
      {
        kind: "paragraph",
        children: [
          { kind: "text", text: "run " },
          { kind: "code", text: "npm ci" },
          { kind: "text", text: ":" },
        ],
      },
      { kind: "block", language: "sh", text: "npm ci\n\n**npm** test" },
      { kind: "paragraph", children: [{ kind: "text", text: "done" }] },
    ]);
  });

  it.each([
    ["``a ` b``", [{ kind: "code", text: "a ` b" }]],
    ["`` `a` ``", [{ kind: "code", text: "`a`" }]],
    ["`https://a.example`", [{ kind: "code", text: "https://a.example" }]],
  ])("is told by as many backticks on both sides: %j", (text, nodes) => expect(inlineOf(text)).toEqual(nodes));

  it.each([
    ["```` ``` ````", { text: " ``` " }],
    ["```\n`a` ``b``\n```", { text: "`a` ``b``" }],
    ["```sh\n```", { text: "sh\n" }],
    ["```c++ \nint a;\n```", { language: "c++", text: "int a;" }],
    ["> ```js\n> a\n>   b\n> ```", { language: "js", text: "a\n  b" }],
    ["- ```js\n  a\n    b\n  ```", { language: "js", text: "a\n  b" }],
  ])("stands between fences: %j", (text, code) => {
    expect(blocksIn(parseMarkup(text)).filter(({ kind }) => kind === "block")).toEqual([{ kind: "block", ...code }]);
  });

  it.each(["`a", "``a`", "```a``", "````a```", "``````", "`"])("is none that does not end: %j", (text) => {
    expect(inlineOf(text)).toEqual([{ kind: "text", text }]);
  });
});

describe("a link", () => {
  it("shows its words in place of its address", () => {
    expect(inlineOf("see [the **docs**](https://a.example/a_(b)).")).toEqual([
      { kind: "text", text: "see " },
      {
        kind: "link",
        href: "https://a.example/a_(b)",
        children: [
          { kind: "text", text: "the " },
          { kind: "strong", children: [{ kind: "text", text: "docs" }] },
        ],
      },
      { kind: "text", text: "." },
    ]);
  });

  it.each([
    ["![a picture](https://a.example/p.png)", "https://a.example/p.png"],
    ["[write](mailto:ada@a.example)", "mailto:ada@a.example"],
    ["[https://a.example](https://a.example)", "https://a.example"],
  ])("is what %j is", (text, href) => expect(inlineOf(text)).toMatchObject([{ kind: "link", href }]));

  it.each(["[a](javascript:alert(1))", "[a](data:text/html,x)", "[a](/b)", "[a]: b", "[a][b]", "[a]( https:// )"])(
    "%j is none",
    (text) => expect(inlineOf(text)).toEqual([{ kind: "text", text }]),
  );

  it("shows no other address than the one it leads to", () => {
    expect(addressesIn("[https://bank.example](https://evil.example)")).toEqual([
      "https://bank.example",
      "https://evil.example",
    ]);
  });
});

describe("what surrounds a text", () => {
  it.each([
    ["*a*", "emphasis"],
    ["_a_", "emphasis"],
    ["**a**", "strong"],
    ["__a__", "strong"],
    ["~~a~~", "strike"],
    ["||a||", "spoiler"],
  ])("%j marks it", (text, kind) => {
    expect(inlineOf(text)).toEqual([{ kind, children: [{ kind: "text", text: "a" }] }]);
  });

  it.each(["2 * 3 * 4", "snake_case_name", "a || b || c", "~a~", "** a **", "||| a", "¯\\_(ツ)_/¯", "C:\\dir"])(
    "%j has no mark",
    (text) => expect(inlineOf(text)).toEqual([{ kind: "text", text }]),
  );

  it("needs no space around it in Chinese and Japanese", () => {
    expect(inlineOf("**「重要」**です")).toEqual([
      { kind: "strong", children: [{ kind: "text", text: "「重要」" }] },
      { kind: "text", text: "です" },
    ]);
  });

  it("is as written after a backslash", () => {
    expect(inlineOf("\\*a\\* \\||b||")).toEqual([{ kind: "text", text: "*a* ||b||" }]);
  });

  it("is as written where it would stand too deep", () => {
    const [node] = inlineOf("**a *b ".repeat(10) + " b* a**".repeat(10));
    expect(JSON.stringify(node)).toContain("**a *b");
  });
});

describe("lines", () => {
  it("stay lines", () => expect(inlineOf("a\n  b")).toEqual([{ kind: "text", text: "a\n  b" }]));

  it("without anything on them part paragraphs", () => {
    expect(parseMarkup("a\n\n\nb").map(({ kind }) => kind)).toEqual(["paragraph", "paragraph"]);
  });

  it.each([
    ["# a", "heading"],
    ["> a", "quote"],
    [">a", "quote"],
    ["- a", "list"],
    ["* a", "list"],
    ["12. a", "list"],
    ["3) a", "list"],
    ["a | b\n- | -", "table"],
  ])("%j is more than a paragraph", (text, kind) => expect(parseMarkup(text)).toMatchObject([{ kind }]));

  it.each([
    "#a",
    ">_<",
    ">5",
    ">",
    "-a",
    "- ",
    "1984. It rained",
    "a | b",
    "a | b\n|-|-|-|",
    "---",
    "<b>a</b>",
    "&amp;",
  ])("%j is a paragraph as written", (text) => expect(inlineOf(text)).toEqual([{ kind: "text", text }]));

  it("that bear no mark end a quote and a list", () => {
    expect(parseMarkup("> a\nb\n- c\nd").map(({ kind }) => kind)).toEqual(["quote", "paragraph", "list", "paragraph"]);
  });

  it("of a table keep all their cells", () => {
    expect(parseMarkup("|a|b|\n|:-|-:|\n|1|\n|2|`x|y`|\\||")).toEqual([
      {
        kind: "table",
        columns: ["start", "end"],
        rows: [
          [[{ kind: "text", text: "a" }], [{ kind: "text", text: "b" }]],
          [[{ kind: "text", text: "1" }]],
          [[{ kind: "text", text: "2" }], [{ kind: "code", text: "x|y" }], [{ kind: "text", text: "|" }]],
        ],
      },
    ]);
  });
});

it("loses no letter, whatever marks it, and leads only to the web", () => {
  const piece = fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc.webUrl(),
    fc.constantFrom(
      ..."* ** _ ~~ || ` ``` [ ]( ) # > - 1. | @a \\ javascript:x 。".split(" "),
      " ",
      "\n",
      "\n- ",
      "\n> ",
      "|-|-|\n",
    ),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = pieces.join("");
      const markup = parseMarkup(text);
      expect(lettersOf(wordsOf(markup).join(""))).toBe(lettersOf(text));
      const protocols = linksIn(markup).map((href) => new URL(href).protocol);
      expect(protocols.filter((protocol) => !["http:", "https:", "mailto:"].includes(protocol))).toEqual([]);
    }),
    { numRuns: 500 },
  );
});

function inlineOf(text: string): readonly Inline[] {
  const [block, ...others] = parseMarkup(text);
  if (block?.kind !== "paragraph" || others.length > 0) throw new Error("it is not one paragraph");
  return block.children;
}

function addressesIn(text: string): readonly string[] {
  return linksIn(parseMarkup(text));
}

function linksIn(nodes: readonly Node[]): readonly string[] {
  return nodes.flatMap((node) => (node.kind === "link" ? [node.href] : linksIn(innerOf(node).flat())));
}

function blocksIn(nodes: readonly Node[]): readonly Node[] {
  return nodes.flatMap((node) => [node, ...blocksIn(innerOf(node).flat())]);
}

/** All that was written, in order; where a link's words are its address, once. */
function wordsOf(nodes: readonly Node[]): readonly string[] {
  return nodes.flatMap((node) => {
    if (node.kind === "block") return [node.language ?? "", node.text];
    if ("text" in node) return [node.text];
    const words = wordsOf(innerOf(node).flat());
    return node.kind === "link" && words.join("") !== node.href ? [...words, node.href] : words;
  });
}

/** Without what only marks. */
function lettersOf(text: string): string {
  return text.replaceAll(/[^\p{L}]/gu, "");
}
