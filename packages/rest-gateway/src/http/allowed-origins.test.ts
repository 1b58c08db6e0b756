import { expect, test, vi } from "vitest";
import { AllowedOrigins } from "./allowed-origins.ts";
import { askingPage } from "./asking-page.ts";

const asking = (headers: Readonly<Record<string, string>>) =>
  askingPage({ getHeader: (name: string) => headers[name] ?? "" });

test.each([
  ["no page", {}],
  ["a page of this host", { origin: "https://chat.example", host: "chat.example" }],
  ["one of its other ports", { origin: "http://localhost:8081", host: "localhost:8080" }],
  ["one whose host is written otherwise", { origin: "https://chat.example", host: "CHAT.example:443" }],
  ["one behind a proxy", { origin: "https://chat.example", host: "inner:80", "x-forwarded-host": "chat.example" }],
  ["one of an IPv6 address", { origin: "http://[::1]:8080", host: "[::1]:8080" }],
  ["one of this machine by another of its names", { origin: "http://localhost:8081", host: "127.0.0.1:8080" }],
  ["one that is listed", { origin: "https://other.example", host: "chat.example" }],
])("%s may connect", (_name, headers) => {
  expect(new AllowedOrigins(["https://other.example"]).admits(asking(headers))).toBe(true);
});

test.each([
  ["of another host", { origin: "https://evil.example", host: "chat.example" }],
  ["of a part of the host", { origin: "https://example", host: "chat.example" }],
  ["of another host, of this machine", { origin: "https://127.0.0.1.evil.example", host: "127.0.0.1:8080" }],
  ["of a host that ends alike", { origin: "https://evil-chat.example", host: "chat.example" }],
  ["of a listed host over another scheme", { origin: "http://other.example", host: "chat.example" }],
  ["of no origin that can be told", { origin: "null", host: "chat.example" }],
  ["whose host is nonsense", { origin: "https://", host: "" }],
])("a page %s may not, and is reported", (_name, headers) => {
  const onRefused = vi.fn<(origin: string) => void>();
  expect(new AllowedOrigins(["https://other.example"], onRefused).admits(asking(headers))).toBe(false);
  expect(onRefused).toHaveBeenCalledWith(headers.origin);
});

test("with * every page may", () => {
  expect(new AllowedOrigins(["*"]).admits(asking({ origin: "null", host: "chat.example" }))).toBe(true);
});

const host = "chat.example:8080";

test.each([
  ["of no browser", {}],
  ["of the same origin, whatever its proxies made of the host", { "sec-fetch-site": "same-origin", host: "inner" }],
  ["that somebody typed in", { "sec-fetch-site": "none" }],
  ["of this host, where the browser says no more", { origin: "http://chat.example:8080" }],
  ["of a listed origin", { origin: "https://other.example", "sec-fetch-site": "cross-site" }],
  ["of a listed origin, over plain HTTP", { origin: "https://other.example" }],
])("a page may do what its cookie does in a request %s", (_, headers) => {
  expect(new AllowedOrigins(["https://other.example"]).admitsChange(asking({ host, ...headers }), true)).toBe(true);
});

test.each([
  ["of another site", { origin: "https://evil.example", "sec-fetch-site": "cross-site" }],
  ["of another host of this site", { origin: "http://blog.chat.example", "sec-fetch-site": "same-site" }],
  [
    "of another port of this host, as the browser knows",
    { origin: "http://chat.example:1", "sec-fetch-site": "same-site" },
  ],
  ["of another host, over plain HTTP", { origin: "http://evil.example" }],
  ["of no origin that can be told", { origin: "null" }],
  ["that hides its origin", { "sec-fetch-site": "cross-site" }],
])("a page may not in a request %s", (_, headers) => {
  const page = asking({ host, ...headers });
  expect(new AllowedOrigins(["https://other.example"]).admitsChange(page, true)).toBe(false);
});

test("an asterisk trusts nobody with a cookie, and lets any page ask without one", () => {
  const page = asking({ host, origin: "https://other.example", "sec-fetch-site": "cross-site" });
  expect(new AllowedOrigins(["*"]).admitsChange(page, true)).toBe(false);
  expect(new AllowedOrigins(["*"]).admitsChange(page, false)).toBe(true);
});
