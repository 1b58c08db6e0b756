import { expect, test, vi } from "vitest";
import { AllowedOrigins } from "./allowed-origins.ts";

const asking = (headers: Readonly<Record<string, string>>) => ({ getHeader: (name: string) => headers[name] ?? "" });

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
