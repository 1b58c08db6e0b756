import { expect, test } from "vitest";
import { originOf } from "./origin-of.ts";

test.each([
  ["https://chat.example/a", "Chat", { site: "Chat", host: "chat.example" }],
  ["https://evil.example/login", "bank.example", { site: "bank.example", host: "evil.example" }],
  ["https://www.chat.example/", "Chat.Example", { site: undefined, host: "www.chat.example" }],
  ["https://chat.example/", undefined, { site: undefined, host: "chat.example" }],
  ["http://chat.example:8080/", "chat.example", { site: "chat.example", host: "chat.example:8080" }],
  ["https://bänk.example/", "bänk.example", { site: "bänk.example", host: "xn--bnk-qla.example" }],
])("a page at %s that calls itself %s is told as %j", (url, site, origin) => {
  expect(originOf({ url, ...(site === undefined ? {} : { site }) })).toEqual(origin);
});
