import { expect, onTestFinished, test } from "vitest";
import { createMetrics } from "./create-metrics.ts";
import { type Readiness, serveOps } from "./serve-ops.ts";
import { capturedLogger } from "./testing/captured-logger.ts";

test("/metrics shows the shared metrics and the Node defaults", async () => {
  const { get, metrics } = await ops(() => Promise.resolve({ ready: true, details: {} }));
  metrics.rateLimited.inc({ limit: "login" });
  const { status, text } = await get("/metrics");
  expect(status).toBe(200);
  expect(text).toContain('rate_limited_total{limit="login"} 1');
  expect(text).toContain("nodejs_eventloop_lag_seconds");
  expect(text).toContain("# TYPE http_request_seconds histogram");
  expect(text).not.toContain("summary");
});

test("/livez answers whatever the readiness is", async () => {
  const { get } = await ops(() => Promise.resolve({ ready: false, details: {} }));
  expect(await get("/livez")).toMatchObject({ status: 200 });
});

test("/readyz is 200 with its details, 503 when the service is not ready", async () => {
  let readiness: Readiness = { ready: true, details: { postgres: "up", broker: "away" } };
  const { get } = await ops(() => Promise.resolve(readiness));
  const ready = await get("/readyz");
  expect([ready.status, JSON.parse(ready.text)]).toEqual([200, { status: "ready", postgres: "up", broker: "away" }]);
  readiness = { ready: false, details: { postgres: "away" } };
  expect(await get("/readyz")).toMatchObject({ status: 503 });
});

test("/readyz is 503 when the check fails or hangs", async () => {
  const failing = await ops(() => Promise.reject(new Error("no")));
  const hanging = await ops(() => new Promise(() => {}));
  expect(await failing.get("/readyz")).toMatchObject({ status: 503 });
  expect(await hanging.get("/readyz")).toMatchObject({ status: 503 });
});

async function ops(checkReadiness: () => Promise<Readiness>) {
  const metrics = createMetrics("test");
  const { logger } = capturedLogger();
  const server = await serveOps({
    host: "127.0.0.1",
    port: 0,
    metrics,
    logger,
    checkReadiness,
    readinessTimeoutMs: 20,
  });
  onTestFinished(() => server.stop());
  const get = async (path: string) => {
    const response = await fetch(`http://127.0.0.1:${server.port}${path}`);
    return { status: response.status, text: await response.text() };
  };
  return { get, metrics };
}
