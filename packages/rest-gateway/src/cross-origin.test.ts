import { describe, expect, test, vi } from "vitest";
import { AllowedOrigins } from "./http/allowed-origins.ts";
import { testGateway } from "./testing/test-gateway.ts";

const friend = "https://friend.example";
const stranger = "https://evil.example";

const corsOf = ({ headers }: Response) =>
  ["allow-origin", "allow-credentials", "allow-methods"].map((name) => headers.get(`access-control-${name}`));

function asking(origin: string, method = "POST") {
  const headers = {
    origin,
    "access-control-request-method": method,
    "access-control-request-headers": "authorization",
  };
  return { method: "OPTIONS", headers };
}

describe("to pages of other origins", () => {
  const start = async (listed: readonly string[]) => {
    const onRefused = vi.fn<(origin: string) => void>();
    return { ...(await testGateway({}, { origins: new AllowedOrigins(listed, onRefused) })), onRefused };
  };

  test("nothing is said of whom may read it, unless they are listed", async () => {
    const { fetch } = await start([]);
    const answer = await fetch("/api/v1/rooms/1", { headers: { origin: stranger } });
    expect([answer.status, ...corsOf(answer), answer.headers.get("vary")]).toEqual([200, null, null, null, null]);
  });

  test("a listed one may read every answer, and each says that it is for that one", async () => {
    const { fetch } = await start([friend]);
    for (const path of ["/api/v1/rooms/1", "/api/v1/rooms/x", "/api/v1/nowhere"]) {
      const answer = await fetch(path, { headers: { origin: friend } });
      expect([...corsOf(answer), answer.headers.get("vary")]).toEqual([friend, "true", null, "Origin"]);
      expect(answer.headers.get("access-control-expose-headers")).toContain("Retry-After");
      const other = await fetch(path, { headers: { origin: stranger } });
      expect([...corsOf(other), other.headers.get("vary")]).toEqual([null, null, null, "Origin"]);
    }
  });

  test("an asterisk lets any page ask, and none with the cookies of who is signed in", async () => {
    const { fetch } = await start(["*"]);
    const answer = await fetch("/api/v1/rooms/1", { headers: { origin: stranger } });
    expect(corsOf(answer)).toEqual([stranger, null, null]);
  });

  test("a listed one learns beforehand what it may ask", async () => {
    const { fetch } = await start([friend]);
    const granted = await fetch("/api/v1/rooms", asking(friend));
    expect([granted.status, ...corsOf(granted)]).toEqual([204, friend, "true", "POST, GET, HEAD"]);
    for (const name of ["Authorization", "Content-Type", "Idempotency-Key"]) {
      expect(granted.headers.get("access-control-allow-headers")).toContain(name);
    }
    // Else its browser would not show it the 404 of the request itself.
    expect((await fetch("/api/v1/nowhere", asking(friend))).status).toBe(204);
  });

  test("another one is not granted it, and who runs the server hears of it", async () => {
    const { fetch, onRefused } = await start([friend]);
    const refused = await fetch("/api/v1/rooms", asking(stranger));
    expect([refused.status, ...corsOf(refused)]).toEqual([200, null, null, null]);
    expect(onRefused).toHaveBeenCalledWith(stranger);
    const plain = await fetch("/api/v1/rooms", { method: "OPTIONS" });
    expect([plain.status, plain.headers.get("allow")]).toEqual([200, "POST, GET, HEAD, OPTIONS"]);
  });
});

describe("what a cookie alone may do", () => {
  const sessionCookie = { name: "session", countsFor: (rpc: string) => rpc.endsWith(".Logout") };
  const start = () => testGateway({}, { sessionCookie, origins: new AllowedOrigins([friend]) });
  const json = { "content-type": "application/json" };

  test.each([
    ["ours", { "sec-fetch-site": "same-origin", ...json }],
    ["one that is listed", { origin: friend, "sec-fetch-site": "cross-site", ...json }],
    ["none", json],
  ])("is done for a page that is %s", async (_, headers) => {
    const { fetch, calls } = await start();
    const options = { method: "POST", headers: { cookie: "session=1", ...headers }, body: "{}" };
    expect((await fetch("/api/v1/users/logout", options)).status).toBe(200);
    expect(calls).toHaveLength(1);
  });

  test.each([
    ["of another origin", { origin: stranger, "sec-fetch-site": "cross-site", ...json }, 403],
    ["of another origin, over plain HTTP", { origin: stranger, ...json }, 403],
    ["with a form", { "sec-fetch-site": "same-origin", "content-type": "text/plain" }, 415],
    ["without a type", { "sec-fetch-site": "same-origin" }, 415],
  ])("is refused to a page %s", async (_, headers, status) => {
    const { fetch, calls } = await start();
    const ask = { method: "POST", headers: { cookie: "session=1", ...headers } };
    expect((await fetch("/api/v1/users/logout", ask)).status).toBe(status);
    expect(calls).toEqual([]);
    // What heeds no cookie is for its token to decide.
    expect((await fetch("/api/v1/rooms/1", { headers: { ...headers } })).status).toBe(200);
  });
});
