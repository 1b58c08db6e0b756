import { describe, expect, it } from "vitest";
import { maxPreviewDescription, maxPreviewTitle } from "../../limits.ts";
import { readHead } from "./read-head.ts";
import { type LinkedPage, toLinkedPage, toPicturePage } from "./to-linked-page.ts";

const url = new URL("https://www.site.example/a/b?c=d");

async function pageOf(html: string | Buffer, charset?: string, chunkBytes = 7): Promise<LinkedPage | undefined> {
  return toLinkedPage(url, await readHead(chunksOf(Buffer.from(html), chunkBytes), charset));
}

async function* chunksOf(bytes: Buffer, chunkBytes: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
}

describe("a page is shown as", () => {
  it("what it says of itself for others, with the names of both conventions", async () => {
    const og = await pageOf(`<html><head>
      <title>own</title><meta name="description" content="own text">
      <meta property="og:title" content="A &amp; B"><meta property="og:description" content="text">
      <meta property="og:site_name" content="The Site"><meta property="og:image" content="/p.png?a=1&amp;b=2">
    </head><body>`);
    const picture = "https://www.site.example/p.png?a=1&b=2";
    expect(og).toEqual({ title: "A & B", description: "text", site: "The Site", picture });
    const twitter = await pageOf(
      `<meta name="TWITTER:title" content="t"><META NAME='twitter:description' CONTENT='d'><meta name=twitter:image content=//c.example/p>`,
    );
    expect(twitter).toEqual({ title: "t", description: "d", site: "site.example", picture: "https://c.example/p" });
  });

  it.each([
    ["<title>a</title>", { title: "a" }],
    ["<title> a\n\tb  c </title>", { title: "a b c" }],
    ["<title>a &lt;b&gt; &#x1F600; &eacute;</title>", { title: "a <b> 😀 é" }],
    ["<title>a</title><title>b</title>", { title: "a" }],
    ["<title><b>a</b></title>", { title: "<b>a</b>" }],
    ["<title>a", { title: "a" }],
    ['<meta property="og:title" content=" "><title>a</title>', { title: "a" }],
    ['<meta property="og:title" content="&#x3164;"><title>a</title>', { title: "a" }],
    ['<title>a</title><meta name="description" content="a">', { title: "a" }],
    ['<script>"<title>no</title>"</script><!-- <title>no</title> --><title>a</title>', { title: "a" }],
    ['<title>a</title><meta property="og:title">', { title: "a" }],
  ])("what stands in %j", async (html, page) => expect(await pageOf(html)).toEqual({ site: "site.example", ...page }));

  it.each([
    "",
    "words",
    "<title></title>",
    "<title>\u200e\n</title>",
    "<body><title>a</title>",
    "<head></head><title>a</title>",
    "\0\0\0",
  ])("nothing where it does not say what it is: %j", async (html) => expect(await pageOf(html)).toBeUndefined());

  it("no more than there is room for, cut between letters", async () => {
    const long = "👩‍🚀".repeat(500);
    const page = await pageOf(`<title>${long}</title><meta name="description" content="${long}">`, undefined, 4096);
    expect([...page!.title]).toHaveLength(maxPreviewTitle);
    expect([...page!.description!]).toHaveLength(maxPreviewDescription);
    expect(page!.title.endsWith("…")).toBe(true);
    expect(page!.title.isWellFormed()).toBe(true);
  });

  it("text without what turns the text around it, or cannot be stored", async () => {
    const page = await pageOf("<title>a\u202eb\u2066c\0d\u0007e&#0;f&#x202e;g\ufefeh</title>");
    expect(page?.title).toMatch(/^abcd?e\ufffd?fgh?$/u);
    expect(page?.title).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
    const broken = await pageOf(Buffer.from([0x3c, 0x74, 0x69, 0x74, 0x6c, 0x65, 0x3e, 0x61, 0xed, 0xa0, 0x80, 0xff]));
    expect(broken?.title.isWellFormed()).toBe(true);
  });

  it.each(["javascript:alert(1)", "data:image/png;base64,AA", "http://[", `/${"a".repeat(5_000)}`])(
    "no picture that could not be asked for differently: %j",
    async (picture) => {
      const page = await pageOf(`<title>a</title><meta property="og:image" content="${picture}">`, undefined, 4096);
      // Whatever is left is checked where it is fetched.
      expect(page?.picture?.startsWith("http") ?? false).toBe(false);
    },
  );

  it.each([
    ["https://a.example/b/The%20cat.png?c", "The cat.png"],
    ["https://a.example/", "a.example"],
    ["https://a.example/%ff", "%ff"],
  ])("a picture's name where it is one: %j", (address, title) => {
    const picture = new URL(address);
    expect(toPicturePage(picture)).toEqual({ title, site: "a.example", picture: picture.href, isPicture: true });
  });
});

describe("its text is read in", () => {
  const title = (bytes: readonly number[], before = "") =>
    Buffer.concat([Buffer.from(`${before}<title>`), Buffer.from(bytes), Buffer.from("</title>")]);
  const utf16 = (text: string) => Buffer.from(text, "utf16le");

  it.each([
    ["UTF-8, if nothing else is said", title([0xc3, 0xa4]), undefined, "ä"],
    ["what the server says", title([0xe4]), "iso-8859-1", "ä"],
    ["what the page says", title([0xe4], '<meta charset="windows-1252">'), undefined, "ä"],
    [
      "what the page says, in words of old",
      title([0x93, 0xfa], '<meta http-equiv=content-type content="text/html; charset=Shift_JIS">'),
      undefined,
      "日",
    ],
    ["what the server says, not the page", title([0xc3, 0xa4], '<meta charset="windows-1252">'), "utf-8", "ä"],
    ["UTF-16, with its mark", Buffer.concat([Buffer.from([0xff, 0xfe]), utf16("<title>ä</title>")]), "iso-8859-1", "ä"],
    ["UTF-8 where it cannot be UTF-16", title([0xc3, 0xa4], '<meta charset="utf-16">'), undefined, "ä"],
    ["UTF-8 where nobody knows what is said", title([0xc3, 0xa4]), "no-such-charset", "ä"],
    ["UTF-8 where what is said is a trick", title([0xc3, 0xa4]), "replacement", "ä"],
    ["EUC-KR", title([0xc7, 0xd1]), "EUC-KR", "한"],
    ["GB18030", title([0xd6, 0xd0]), "gb18030", "中"],
  ])("%s", async (_, bytes, charset, text) => {
    for (const chunkBytes of [1, 5, 4096]) expect((await pageOf(bytes, charset, chunkBytes))?.title).toBe(text);
  });

  it("the same after the first thousand bytes", async () => {
    const before = `<meta charset="windows-1252">${" ".repeat(3_000)}`;
    for (const chunkBytes of [1, 1_000, 1_024, 9_000]) {
      expect((await pageOf(title([0xe4], before), undefined, chunkBytes))?.title).toBe("ä");
    }
  });
});

it.each(["</head>", "<body>"])("is read no further than %s", async (end) => {
  let read = 0;
  async function* body(): AsyncGenerator<Buffer> {
    for (read = 1; read < 1_000; read += 1) {
      yield Buffer.from(read === 3 ? end : `<head>${"<meta name=a content=b>".repeat(60)}`);
    }
  }
  await readHead(body(), undefined);
  expect(read).toBe(3);
});

const mebibyte = (piece: string) => piece.repeat(Math.ceil(2 ** 20 / piece.length)).slice(0, 2 ** 20);
const half = (piece: string) => mebibyte(piece).slice(0, 2 ** 19);

describe.each([
  ["tags that stand in each other, then ends of others", half("<a>") + half("</b>")],
  ["paragraphs that end each other", half("<p>") + half("</div>")],
  ["lists in lists", mebibyte("<li><ul>")],
  ["tables in tables", mebibyte("<table><tr><td>")],
  ["a tag with attributes without an end", `<meta ${mebibyte("a=b ")}`],
  [
    "a tag with another attribute each time",
    `<meta ${Array.from({ length: 100_000 }, (_, n) => `a${n}=b`).join(" ")}>`,
  ],
  ["an attribute without an end", `<meta content="${mebibyte("a")}`],
  ["entities", `<title>${mebibyte("&amp;")}`],
  ["entities in an attribute", `<meta name=description content="${mebibyte("&amp;")}">`],
  ["entities that are none", `<title>${mebibyte("&ampampamp")}`],
  ["a name without an end", `<${mebibyte("a")}`],
  ["opening brackets", mebibyte("<")],
  ["comments that do not end", mebibyte("<!--")],
  ["instructions", mebibyte("<?a ")],
  ["sections", mebibyte("<![CDATA[")],
  ["scripts that do not end", `<script>${mebibyte("</scrip")}`],
  ["titles", mebibyte("<title>a</title>")],
  ["descriptions", mebibyte('<meta name="description" content="">')],
  ["white space", `<title>${mebibyte(" ")}a`],
  ["charsets that are none", mebibyte("<meta charset")],
  ["what cannot be seen", `<title>${mebibyte("\u202e")}`],
])("a page of %s", (_, html) => {
  it.each([65_536, 2 ** 22])("is read in no time, in pieces of %i bytes", async (chunkBytes) => {
    const beganMs = performance.now();
    await pageOf(html, undefined, chunkBytes);
    // A hundred times what it takes; what grew with the square would take minutes.
    expect(performance.now() - beganMs).toBeLessThan(2_000);
  });
});
