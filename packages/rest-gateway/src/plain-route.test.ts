import { AppError } from "@hubbub/errors";
import { expect, test } from "vitest";
import type { PlainRoute } from "./plain-route.ts";
import { testGateway } from "./testing/test-gateway.ts";

const routes: PlainRoute[] = [
  { method: "GET", template: "/health", handle: () => Promise.resolve({ json: { status: "ok" } }) },
  {
    method: "GET",
    template: "/api/chat/{room_id}/history",
    handle: ({ path, query }, { bearerToken }) =>
      bearerToken === undefined
        ? Promise.reject(new AppError("unauthenticated"))
        : Promise.resolve({ json: { room: path.get("room_id"), limit: query.get("limit") } }),
  },
];

test("a route that no proto describes is served by the same rules", async () => {
  const { fetch, metrics } = await testGateway({}, { routes });
  expect(await (await fetch("/health")).json()).toEqual({ status: "ok" });
  expect((await fetch("/health", { method: "POST" })).headers.get("allow")).toBe("GET, HEAD, OPTIONS");
  const refused = await fetch("/api/chat/7/history");
  expect([refused.status, await refused.json()]).toMatchObject([401, { code: "unauthenticated" }]);
  const headers = { authorization: "Bearer t" };
  const answered = await fetch("/api/chat/general%20chat/history?limit=50", { headers });
  expect(await answered.json()).toEqual({ room: "general chat", limit: "50" });
  const undecodable = await fetch("/api/chat/%ff/history", { headers });
  expect([undecodable.status, await undecodable.json()]).toMatchObject([400, { errors: [{ field: "room_id" }] }]);
  expect(await metrics.registry.metrics()).toContain(
    'route="/api/chat/{room_id}/history",method="GET",status="401"} 1',
  );
});

test("a route that a proto describes already is refused at the start", async () => {
  const clash: PlainRoute = {
    method: "GET",
    template: "/api/v1/rooms/{name}",
    handle: () => Promise.resolve({ json: 1 }),
  };
  await expect(testGateway({}, { routes: [clash] })).rejects.toThrow("collides");
});
