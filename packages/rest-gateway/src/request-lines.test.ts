import { createLogger } from "@hubbub/service-runtime";
import { expect, test } from "vitest";
import { type TestHandlers, testGateway } from "./testing/test-gateway.ts";

test("each request has a line at debug: who, where, how long, and what came of it", async () => {
  const { fetch, lines } = await debugging({
    getRoom: async (_request, call) => {
      call.callerId = 42;
      return { id: 7, name: "s3cret", topic: "", type: 1 } as never;
    },
  });
  const traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  const authorization = "Bearer s3cret";
  await fetch("/api/v1/rooms/7", { headers: { traceparent, authorization } });
  await fetch("/api/v1/nothing/s3cret?token=s3cret");
  const requests = lines.filter((line) => line["msg"] === "request");
  expect(requests).toMatchObject([
    {
      level: "debug",
      userId: 42,
      roomId: 7,
      route: "/api/v1/rooms/{id}",
      method: "GET",
      status: 200,
      trace: "4bf92f3577b34da6a3ce929d0e0e4736",
    },
    { route: "unmatched", status: 404 },
  ]);
  expect(requests[0]?.["ms"]).toBeGreaterThan(0);
  expect(JSON.stringify(lines)).not.toContain("s3cret");
});

test("a room that is no number is not named: it may be anything", async () => {
  const { fetch, lines } = await debugging({});
  await fetch("/api/v1/rooms/s3cret");
  expect(JSON.stringify(lines)).not.toContain("s3cret");
});

async function debugging(handlers: TestHandlers) {
  const lines: Record<string, unknown>[] = [];
  const destination = { write: (line: string) => void lines.push(JSON.parse(line)) };
  const logger = createLogger({ service: "test", level: "debug", destination });
  return { ...(await testGateway(handlers, { logger })), lines };
}
