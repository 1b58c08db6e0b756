import { mentions } from "@hubbub/ws-protocol";
import { growthOf, hostileTexts } from "@hubbub/ws-protocol/testing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseText } from "./parse-text.ts";

const cases = Object.entries(hostileTexts).map(([what, text]) => ({ what, text }));

describe("a message's text", () => {
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
    ["_@ada_, **@ada**", ["@ada", "@ada"]],
    ["`@ada` @ada https://a.example/?q=@ada", ["@ada"]],
    ["@adam, @ada.smith, @ada-b, ada@ada.example, https://a.example/@ada `@ada`", []],
  ])("marks where %j names the reader", (text, mentions) => {
    const parts = parseText(text, "ada");
    expect(parts.filter(({ kind }) => kind === "mention").map((part) => part.text)).toEqual(mentions);
  });

  it("marks what is counted, and only that", () => {
    const piece = fc.constantFrom("@x", "_", "`", "```", ".", " ", "\n", "https://a.example/", "b", "@");
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 10 }), (pieces) => {
        const text = pieces.join("");
        expect(parseText(text, "x").some(({ kind }) => kind === "mention")).toBe(mentions(text, "x"));
      }),
    );
  });

  it.each(cases)("of ten times as many $what is cut in about ten times the time", ({ text }) => {
    expect(growthOf((content) => parseText(content, "ada"), text)).toBeLessThan(30);
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
