import { AppError } from "@hubbub/errors";
import { describe, expect, test } from "vitest";
import { testGateway } from "./testing/test-gateway.ts";

describe("a failure", () => {
  test("is `internal` without its cause, which is logged with the route", async () => {
    const { fetch, lines } = await testGateway({ getRoom: () => Promise.reject(new Error("secret detail")) });
    const response = await fetch("/api/v1/rooms/1");
    const text = await response.text();
    expect([response.status, JSON.parse(text)]).toMatchObject([500, { code: "internal" }]);
    expect(text).not.toContain("secret detail");
    expect(lines.join()).toContain("secret detail");
    expect(lines.join()).toContain("/api/v1/rooms/{id}");
  });

  test("of a part that is away is `unavailable`, its cause logged and not sent", async () => {
    const away = new AppError("unavailable", undefined, { cause: new Error("ECONNREFUSED") });
    const { fetch, lines } = await testGateway({ getRoom: () => Promise.reject(away) });
    const text = await (await fetch("/api/v1/rooms/1")).text();
    expect(text).not.toContain("ECONNREFUSED");
    expect(lines.join()).toContain("ECONNREFUSED");
  });

  test("to answer in time is `unavailable`", async () => {
    const { fetch } = await testGateway({ getRoom: () => new Promise(() => {}) }, { handlerTimeoutMs: 20 });
    const response = await fetch("/api/v1/rooms/1");
    expect([response.status, await response.json()]).toMatchObject([503, { code: "unavailable" }]);
  });
});
