import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseText } from "./parse-text.ts";

describe("a message's text", () => {
  it.each([
    ["see https://hubbub.example/a?b=1#c.", "https://hubbub.example/a?b=1#c"],
    ["(https://hubbub.example/wiki/A_(b))", "https://hubbub.example/wiki/A_(b)"],
    ["http://localhost:8080, then", "http://localhost:8080"],
  ])("finds the address in %j", (text, href) => {
    expect(parseText(text).filter(({ kind }) => kind === "link")).toEqual([{ kind: "link", text: href, href }]);
  });

  it.each(["javascript:alert(1)", "data:text/html,x", "ftp://a.example", "https://", "//a.example"])(
    "makes no link of %j",
    (text) => {
      expect(parseText(text)).toEqual([{ kind: "text", text }]);
    },
  );

  it("leaves markup as the text that it is", () => {
    const text = `<img src=x onerror="alert(1)"> & <b>bold</b>`;
    expect(parseText(text)).toEqual([{ kind: "text", text }]);
  });

  it("shows code between backticks and fences as it stands", () => {
    expect(parseText("run `npm ci`:\n```sh\nnpm ci\nnpm test\n```\ndone https://a.example")).toEqual([
      { kind: "text", text: "run " },
      { kind: "code", text: "npm ci" },
      { kind: "text", text: ":" },
      { kind: "block", text: "npm ci\nnpm test" },
      { kind: "text", text: "done " },
      { kind: "link", text: "https://a.example", href: "https://a.example" },
    ]);
  });

  it.each([
    ["@ada could you look", ["@ada"]],
    ["Ask @Ada, or (@ada).", ["@Ada", "@ada"]],
    ["@adam, @ada.smith, @ada-b, ada@ada.example, https://a.example/@ada `@ada`", []],
  ])("marks where %j names the reader", (text, mentions) => {
    const parts = parseText(text, "ada");
    expect(parts.filter(({ kind }) => kind === "mention").map((part) => part.text)).toEqual(mentions);
  });

  it("loses no text outside of code, and links only to the web", () => {
    const piece = fc.oneof(fc.string({ unit: "grapheme" }), fc.webUrl(), fc.constantFrom(" ", "\n", "javascript:x"));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
        const text = pieces.join("").replaceAll("`", "");
        const parts = parseText(text, "x");
        expect(parts.map((part) => part.text).join("")).toBe(text);
        const protocols = parts.flatMap((part) => (part.kind === "link" ? [new URL(part.href).protocol] : []));
        expect(protocols.filter((protocol) => protocol !== "http:" && protocol !== "https:")).toEqual([]);
      }),
    );
  });
});
