import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cutContent } from "./cut-content.ts";

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

  it("may have a host and letters of any country", () => {
    expect(addressesIn("https://例え.jp/a。")).toEqual(["https://例え.jp/a"]);
    expect(addressesIn("https://müller.example/grüße?ж=1")).toEqual(["https://müller.example/grüße?ж=1"]);
  });

  it.each(["javascript:alert(1)", "data:text/html,x", "ftp://a.example", "https://", "//a.example", "xhttp://a"])(
    "is not %j",
    (text) => expect(cutContent(text)).toEqual([{ kind: "text", text }]),
  );
});

describe("code", () => {
  it("stands between backticks and fences as it is", () => {
    expect(cutContent("run `npm ci`:\n```sh\nnpm ci\nnpm test\n```\ndone https://a.example")).toEqual([
      { kind: "text", text: "run " },
      { kind: "code", text: "npm ci" },
      { kind: "text", text: ":\n" },
      { kind: "block", text: "npm ci\nnpm test" },
      { kind: "text", text: "\ndone " },
      { kind: "link", text: "https://a.example", href: "https://a.example" },
    ]);
  });

  it.each([
    ["``a ` b``", [{ kind: "code", text: "a ` b" }]],
    ["`` `a` ``", [{ kind: "code", text: "`a`" }]],
    ["```` ``` ````", [{ kind: "block", text: " ``` " }]],
    ["```\n`a` ``b``\n```", [{ kind: "block", text: "`a` ``b``" }]],
    ["```sh\n```", [{ kind: "block", text: "sh" }]],
    ["`https://a.example`", [{ kind: "code", text: "https://a.example" }]],
  ])("is told by as many backticks on both sides: %j", (text, parts) => expect(cutContent(text)).toEqual(parts));

  it.each(["`a", "``a`", "`a\nb`", "```a``", "````a```", "``````", "`"])("is none that does not end: %j", (text) => {
    expect(cutContent(text)).toEqual([{ kind: "text", text }]);
  });
});

it("loses no text outside of code, and links only to the web", () => {
  const piece = fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc.webUrl(),
    fc.constantFrom(" ", "\n", "javascript:x", "。"),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
      const text = pieces.join("").replaceAll("`", "");
      const parts = cutContent(text);
      expect(parts.map((part) => part.text).join("")).toBe(text);
      const protocols = parts.flatMap((part) => (part.kind === "link" ? [new URL(part.href).protocol] : []));
      expect(protocols.filter((protocol) => protocol !== "http:" && protocol !== "https:")).toEqual([]);
    }),
  );
});

function addressesIn(text: string): string[] {
  return cutContent(text).flatMap((part) => (part.kind === "link" ? [part.href] : []));
}
