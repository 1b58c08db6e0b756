import { expect, it } from "vitest";
import { webLinks } from "./web-links.ts";

it.each([
  ["see https://a.example/b.", ["https://a.example/b"]],
  ["[words](https://a.example/b) and http://c.example", ["https://a.example/b", "http://c.example"]],
  ["twice https://a.example https://a.example", ["https://a.example"]],
  [
    "> quoted https://a.example\n- https://b.example\n\na | b\n-|-\nhttps://c.example | d",
    ["https://a.example", "https://b.example", "https://c.example"],
  ],
  ["HTTPS://A.example/B", ["HTTPS://A.example/B"]],
  ["**https://a.example**", ["https://a.example"]],
])("%j leads to the web", (text, links) => expect(webLinks(text)).toEqual(links));

it.each([
  "none",
  "`https://a.example`",
  "```\nhttps://a.example\n```",
  "||https://a.example||",
  "||hidden **https://a.example**||",
  "[write](mailto:ada@a.example)",
  "ftp://a.example",
])("%j leads nowhere", (text) => expect(webLinks(text)).toEqual([]));
