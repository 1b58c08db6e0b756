import { AppError } from "@hubbub/errors";
import { describe, expect, test } from "vitest";
import { rawHttp } from "./testing/raw-http.ts";
import { testGateway } from "./testing/test-gateway.ts";

describe("a client that goes away", () => {
  test("before its answer harms nobody", async () => {
    const answer = Promise.withResolvers<never>();
    const { port, fetch, calls, metrics } = await testGateway({ getRoom: () => answer.promise });
    const client = rawHttp(port);
    void client.send("GET /api/v1/rooms/1 HTTP/1.1\r\nhost: x\r\n\r\n");
    await expect.poll(() => calls.length).toBe(1);
    client.destroy();
    await expect
      .poll(() => metrics.registry.metrics())
      .toContain('route="/api/v1/rooms/{id}",method="GET",status="499"} 1');
    answer.reject(new AppError("room_not_found"));
    expect((await fetch("/api/v1/users/me")).status).toBe(200);
  });

  test("in the middle of its body is never served", async () => {
    const { port, calls, metrics } = await testGateway();
    const client = rawHttp(port);
    void client.send(
      'POST /api/v1/rooms HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"name"',
    );
    await expect.poll(() => metrics.registry.metrics()).toContain("http_requests_in_flight 1");
    client.destroy();
    await expect.poll(() => metrics.registry.metrics()).toContain("http_requests_in_flight 0");
    expect(calls).toEqual([]);
  });
});
