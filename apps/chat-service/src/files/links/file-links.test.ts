import { expect, test } from "vitest";
import { maxPageBytes } from "../../limits.ts";
import { answeredBytes } from "../../room-log/read/answered-bytes.ts";
import { cutPage } from "../../room-log/read/cut-page.ts";
import { FileLinks } from "./file-links.ts";

const quarter = 15 * 60_000;
const cat = { id: "ab12", name: "my cat.png", size: 5, content_type: "image/png", width: 4, height: 3 };

function linksAt(time: { now: number }, key = "k".repeat(32)) {
  return new FileLinks(Buffer.from(key), () => time.now * 1000);
}

function parts(link: string | undefined) {
  const url = new URL(link ?? "", "http://here");
  const [, , id = "", name = ""] = url.pathname.split("/");
  return [id, decodeURIComponent(name), url.searchParams] as const;
}

test("a picture has two links, other files have one; each says what it gives", () => {
  const links = linksAt({ now: 0 });
  const picture = links.linked(cat);
  expect(links.check(...parts(picture.url))).toEqual({
    id: "ab12",
    name: "my cat.png",
    part: "view",
    contentType: "image/png",
    endsAt: 1800,
  });
  expect(links.check(...parts(picture.thumbnail_url))).toMatchObject({ part: "thumbnail", contentType: "image/webp" });
  const text = links.linked({ id: "ab13", name: "a.txt", size: 5, content_type: "text/plain" });
  expect(links.check(...parts(text.url))).toMatchObject({ part: "file", contentType: "text/plain" });
  expect(text.thumbnail_url).toBeUndefined();
});

test("pages of history count links before these are signed", () => {
  const id = "ab".repeat(16);
  const message = {
    id: "1:1",
    reactions: [],
    room_id: 1,
    seq: 1,
    user_id: 1,
    username: "ada",
    content: "see",
    client_msg_id: "1",
    created_at: "2026-01-01T00:00:00.000Z",
    attachments: [
      { ...cat, id },
      { id, name: "東京 & so on.pdf", size: 5, content_type: "application/pdf" },
    ],
    previews: [{ url: "https://a.example", title: "A", image: { id, content_type: "image/png", width: 1, height: 1 } }],
  };
  const signed = Buffer.byteLength(JSON.stringify(linksAt({ now: 1_790_000_000_000 }).linkedMessage(message)));
  expect(answeredBytes(message)).toBeGreaterThan(signed);
  expect(answeredBytes(message) - signed).toBeLessThan(60);
  const messages = Array.from({ length: 100 }, (_, seq) => ({
    ...message,
    seq,
    attachments: Array.from({ length: 10 }, () => ({ ...cat, id })),
  }));
  const page = cutPage(messages, { found: 100, limit: 100, maxBytes: maxPageBytes, forward: true });
  const sent = JSON.stringify(page.messages.map((one) => linksAt({ now: 1_790_000_000_000 }).linkedMessage(one)));
  expect(page.hasMore).toBe(true);
  expect(sent.length).toBeLessThan(maxPageBytes);
  expect(sent.length).toBeGreaterThan(maxPageBytes * 0.9);
});

test("what looks like a picture and has no size is only saved", () => {
  const links = linksAt({ now: 0 });
  const { width: _width, ...flat } = cat;
  expect(links.check(...parts(links.linked(flat).url))).toMatchObject({ part: "file" });
});

test("a link stays the same for a quarter of an hour, and is good for one to two of them", () => {
  const time = { now: 10 * quarter };
  const links = linksAt(time);
  const { url } = links.linked(cat);
  time.now += quarter - 1;
  expect(links.linked(cat).url).toBe(url);
  time.now += 1;
  expect(links.linked(cat).url).not.toBe(url);
  time.now += quarter - 1;
  expect(links.check(...parts(url))).toMatchObject({ id: "ab12" });
  time.now += 1;
  expect(links.check(...parts(url))).toBe("ended");
});

test("nothing of a link can be changed, and another key signs none of ours", () => {
  const links = linksAt({ now: 0 });
  const { url } = links.linked(cat);
  const [id, name, query] = parts(url);
  const changed = (key: string, value: string) => {
    const other = new URLSearchParams(query);
    other.set(key, value);
    return other;
  };
  expect(links.check("ab13", name, query)).toBeUndefined();
  expect(links.check(id, "dog.png", query)).toBeUndefined();
  expect(links.check(id, name, changed("e", "9999999999"))).toBeUndefined();
  expect(links.check(id, name, changed("t", "text/html"))).toBeUndefined();
  expect(links.check(id, name, changed("v", "t"))).toBeUndefined();
  expect(links.check(id, name, changed("v", "o"))).toBeUndefined();
  expect(links.check(id, name, changed("s", ""))).toBeUndefined();
  expect(links.check(id, name, new URLSearchParams())).toBeUndefined();
  expect(linksAt({ now: 0 }, "o".repeat(32)).check(id, name, query)).toBeUndefined();
});
