import * as commonmark from "commonmark";
import fc from "fast-check";
import type * as mdast from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmStrikethroughFromMarkdown } from "mdast-util-gfm-strikethrough";
import { gfmTableFromMarkdown } from "mdast-util-gfm-table";
import { gfmStrikethrough } from "micromark-extension-gfm-strikethrough";
import { gfmTable } from "micromark-extension-gfm-table";
import { expect, test } from "vitest";
import type { Block, Inline } from "./markup.ts";
import { parseMarkup } from "./parse-markup.ts";

/** What CommonMark and we both know means the same to both. What we leave out, and what chats do otherwise, is not written here. */
const inlinePieces = fc.constantFrom(
  ..."a b é * * ** ** _ _ __ __ ( ) . , - `c*` `_`".split(" "),
  " ",
  " ",
  "! ",
  "\\*",
  "\\_",
  "[",
  "]",
  "](https://a.example)",
  `](https://a.example "A title")`,
);
/** What leads nowhere, or to a path, is no link here. */
const noAddress = /\]\((?!https:)/;
const inline = fc
  .array(inlinePieces, { maxLength: 14 })
  .map((pieces) => `x${pieces.join("")}x`)
  .filter((text) => !noAddress.test(text));

/** Beside CommonMark's own parser: micromark forgets how long a run of signs was once a part of it is taken. */
test("signs mark within a paragraph what they mark in CommonMark", () => {
  fc.assert(
    fc.property(inline, (text) => {
      expect(ours(parseMarkup(text))).toEqual(fromReference(new commonmark.Parser().parse(text)));
    }),
    { numRuns: 1_000 },
  );
});

test("two tildes strike out", () => {
  const text = fc
    .array(fc.constantFrom("a", "b", " ", "~~", "~~", ".", "(", ")"), { maxLength: 10 })
    .map((pieces) => `x${pieces.join("")}x`)
    .filter((text) => !text.includes("~~~"));
  fc.assert(
    fc.property(text, (text) => {
      expect(ours(parseMarkup(text))).toEqual(theirs(text));
    }),
  );
});

const words = fc.constantFrom(
  "a",
  "b c",
  "**d**",
  "e *f*",
  "`g`",
  "[h](https://h.example)",
  "i\nj",
  "k #j",
  "l > m - n",
);
const cell = fc.constantFrom("a", "b c", "**d**", "", "`g`", "e \\| f");
const table = fc
  .tuple(fc.array(fc.constantFrom("-", ":-", "-:", ":-:"), { minLength: 1, maxLength: 3 }), fc.nat({ max: 2 }))
  .chain(([rules, rows]) =>
    fc
      .array(fc.array(cell, { minLength: rules.length, maxLength: rules.length }), {
        minLength: rows + 1,
        maxLength: rows + 1,
      })
      .map(([head = [], ...rest]) => [head, rules, ...rest].map((cells) => `| ${cells.join(" | ")} |`).join("\n")),
  );
const { block } = fc.letrec<{ block: string }>((tie) => {
  const blocks = fc.array(tie("block"), { minLength: 1, maxLength: 2 }).map((all) => all.join("\n\n"));
  return {
    block: fc.oneof(
      { depthSize: "small", maxDepth: 3 },
      words,
      words.filter((text) => !text.includes("\n")).map((text) => `## ${text}`),
      fc.constantFrom("```\ncode\n```", "```ts\nconst a = `b`;\n\n> c\n```"),
      table,
      blocks.map((text) => text.replaceAll(/^/gm, "> ").replaceAll(/ +$/gm, "")),
      fc.array(blocks, { minLength: 1, maxLength: 3 }).map((items) => items.map((text) => item("- ", text)).join("\n")),
      fc
        .tuple(fc.integer({ min: 1, max: 40 }), fc.array(blocks, { minLength: 1, maxLength: 3 }))
        .map(([start, items]) => items.map((text, index) => item(`${start + index}. `, text)).join("\n")),
    ),
  };
});

test("blocks stand in blocks as in CommonMark", () => {
  fc.assert(
    fc.property(fc.array(block, { minLength: 1, maxLength: 3 }), (blocks) => {
      const text = blocks.join("\n\n");
      expect(ours(parseMarkup(text))).toEqual(theirs(text));
    }),
    { numRuns: 200 },
  );
});

function item(mark: string, text: string): string {
  return mark + text.replaceAll(/\n(?=.)/g, `\n${" ".repeat(mark.length)}`);
}

const sides = { left: "start", center: "center", right: "end" } as const;

/** Both trees in a form that they share. */
type Shared = readonly [kind: string, ...inner: unknown[]];

function ours(nodes: readonly (Block | Inline)[]): readonly (string | Shared)[] {
  return joined(
    nodes.map((node): string | Shared => {
      switch (node.kind) {
        case "text":
          return node.text;
        case "mention":
          return node.text;
        case "code":
          return ["code", node.text];
        case "block":
          return ["block", node.language, node.text];
        case "link":
          return link(node.href, ours(node.children));
        case "list":
          return ["list", node.start, node.items.map(ours)];
        case "table":
          return ["table", node.columns, node.rows.map((row) => row.map(ours))];
        default:
          return [node.kind, ours(node.children)];
      }
    }),
  );
}

function fromReference(parent: commonmark.Node): readonly (string | Shared)[] {
  const all: (string | Shared)[] = [];
  for (let node = parent.firstChild; node !== null; node = node.next) all.push(ofReference(node));
  return joined(all);
}

function ofReference(node: commonmark.Node): string | Shared {
  switch (node.type) {
    case "text":
      return node.literal ?? "";
    case "code":
      return ["code", node.literal];
    case "emph":
      return ["emphasis", fromReference(node)];
    case "paragraph":
    case "strong":
      return [node.type, fromReference(node)];
    case "link":
    case "image":
      return link(node.destination ?? "", fromReference(node));
    default:
      throw new Error(`${node.type} was not asked for`);
  }
}

function theirs(text: string): readonly (string | Shared)[] {
  const tree = fromMarkdown(text, {
    extensions: [
      gfmStrikethrough({ singleTilde: false }),
      gfmTable(),
      { disable: { null: ["htmlText", "htmlFlow", "definition", "codeIndented", "setextUnderline", "thematicBreak"] } },
    ],
    mdastExtensions: [gfmStrikethroughFromMarkdown(), gfmTableFromMarkdown()],
  });
  return fromTheirs(tree.children);
}

function fromTheirs(nodes: readonly mdast.Nodes[]): readonly (string | Shared)[] {
  return joined(
    nodes.map((node): string | Shared => {
      switch (node.type) {
        case "text":
          return node.value;
        case "inlineCode":
          return ["code", node.value];
        case "code":
          return ["block", node.lang ?? undefined, node.value];
        case "image":
          return link(node.url, node.alt === null || node.alt === "" ? [] : [node.alt]);
        case "link":
          return link(node.url, fromTheirs(node.children));
        case "list":
          return [
            "list",
            node.ordered === true ? (node.start ?? 1) : undefined,
            node.children.map(({ children }) => fromTheirs(children)),
          ];
        case "table":
          return [
            "table",
            (node.align ?? []).map((align) => (align ? sides[align] : undefined)),
            node.children.map((row) => row.children.map((cell) => fromTheirs(cell.children))),
          ];
        case "delete":
          return ["strike", fromTheirs(node.children)];
        case "blockquote":
          return ["quote", fromTheirs(node.children)];
        case "paragraph":
        case "heading":
        case "strong":
        case "emphasis":
          return [node.type, fromTheirs(node.children)];
        default:
          throw new Error(`${node.type} was not asked for`);
      }
    }),
  );
}

/** An address that is shown as it is may be one by itself as well. */
function link(href: string, children: readonly unknown[]): string | Shared {
  return children.length === 0 || (children.length === 1 && children[0] === href) ? href : ["link", href, children];
}

/** Texts that stand side by side are one. */
function joined(nodes: readonly (string | Shared)[]): readonly (string | Shared)[] {
  const all: (string | Shared)[] = [];
  for (const node of nodes) {
    if (typeof node === "string" && typeof all.at(-1) === "string")
      all[all.length - 1] = `${String(all.at(-1))}${node}`;
    else all.push(node);
  }
  return all;
}
