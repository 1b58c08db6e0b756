import { type OtlpReceiver, otlpReceiver } from "@hubbub/stack/testing";
import { Registry } from "prom-client";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readConfig } from "../read-config.ts";
import { openTracing } from "./open-tracing.ts";
import { traceSettings } from "./trace-settings.ts";

let receiver: OtlpReceiver;

beforeEach(async () => {
  receiver = await otlpReceiver();
});
afterEach(() => receiver.stop());

const quick = { OTEL_BSP_SCHEDULE_DELAY: "5" };

async function open(env: Readonly<Record<string, string>>) {
  const lines: string[] = [];
  const registry = new Registry();
  const { tracing, logger } = await openTracing({
    settings: readConfig({ OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, ...quick, ...env }, traceSettings),
    instance: "test-1",
    registry,
    log: { service: "test", destination: { write: (line) => void lines.push(line) } },
  });
  const count = async (result: string) => {
    const text = await registry.metrics();
    return Number(new RegExp(`trace_spans_total\\{result="${result}"\\} (\\d+)`).exec(text)?.[1]);
  };
  return { tracing: tracing!, logger, lines, registry, count };
}

const json = { OTEL_EXPORTER_OTLP_PROTOCOL: "http/json" };

test("a span and its parts go out as JSON, with the service and the instance that they are of", async () => {
  const { tracing } = await open({
    ...json,
    OTEL_RESOURCE_ATTRIBUTES: "deployment.environment.name=test,service.name=x",
  });
  const whole = tracing.begin({ name: "whole", kind: "server", attributes: { n: 1 }, startUs: 1_700_000_000_123_456 });
  const part = tracing.part(whole, { name: "part", links: [whole] });
  part?.end({ error: "broken" });
  whole.end();
  await tracing.stop();
  expect(receiver.requests[0]).toMatchObject({ path: "/v1/traces", contentType: "application/json" });
  const [sentPart, sentWhole] = receiver.spans;
  expect(sentWhole).toMatchObject({
    name: "whole",
    kind: "server",
    service: "test",
    instance: "test-1",
    parentSpanId: "",
    startUs: 1_700_000_000_123_456,
    attributes: { n: 1 },
  });
  expect(sentPart).toMatchObject({
    name: "part",
    traceId: sentWhole?.traceId,
    parentSpanId: sentWhole?.spanId,
    isError: true,
    attributes: { "error.type": "broken" },
    links: [{ traceId: sentWhole?.traceId, spanId: sentWhole?.spanId }],
  });
  expect(receiver.bodies.toString()).toContain("deployment.environment.name");
});

test("as protobuf where nothing else is asked for, with the headers of the settings", async () => {
  const { tracing, count } = await open({ OTEL_EXPORTER_OTLP_HEADERS: "x-key=a%20b" });
  const span = tracing.begin({ name: "a name to find" });
  span.end();
  await expect.poll(() => receiver.bodies.length).toBe(1);
  expect(receiver.requests[0]).toMatchObject({
    contentType: "application/x-protobuf",
    headers: { "x-key": "a b" },
  });
  expect(receiver.bodies[0]?.includes("a name to find")).toBe(true);
  expect(receiver.bodies[0]?.includes(Buffer.from(span.traceId, "hex"))).toBe(true);
  await expect.poll(() => count("exported")).toBe(1);
  await tracing.stop();
});

test.each([{}, { OTEL_TRACES_EXPORTER: "none" }, { OTEL_TRACES_EXPORTER: "otlp", OTEL_SDK_DISABLED: "true" }])(
  "nothing is followed with %o",
  async (env) => {
    const off = Object.keys(env).length === 0 ? { OTEL_EXPORTER_OTLP_ENDPOINT: "" } : {};
    const { tracing, lines, logger } = await open({ ...off, ...env });
    expect(tracing).toBeUndefined();
    logger.info("a line");
    expect(lines.map((line) => Object.keys(JSON.parse(line) as object))).toEqual([["level", "time", "service", "msg"]]);
  },
);

test("the sampler is the one of the settings, and heeds what the caller decided where it shall", async () => {
  const sampled = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  const recorded = async (env: Readonly<Record<string, string>>) => {
    const { tracing } = await open(env);
    const [root, under] = [tracing.begin({ name: "a" }), tracing.begin({ name: "b" }, sampled)];
    await tracing.stop();
    return [root.isRecorded, under.isRecorded];
  };
  expect(await recorded({})).toEqual([true, true]);
  expect(await recorded({ OTEL_TRACES_SAMPLER: "always_off" })).toEqual([false, false]);
  expect(await recorded({ OTEL_TRACES_SAMPLER: "parentbased_always_off" })).toEqual([false, true]);
  const none = { OTEL_TRACES_SAMPLER_ARG: "0" };
  expect(await recorded({ OTEL_TRACES_SAMPLER: "traceidratio", ...none })).toEqual([false, false]);
  expect(await recorded({ OTEL_TRACES_SAMPLER: "parentbased_traceidratio", ...none })).toEqual([false, true]);
});

test("what is not recorded has no parts, and says so to whoever goes on with it", async () => {
  const { tracing } = await open({ OTEL_TRACES_SAMPLER: "always_off" });
  const span = tracing.begin({ name: "a" });
  expect(tracing.part(span, { name: "b" })).toBeUndefined();
  expect(span.traceparent).toMatch(/-00$/);
  expect(tracing.resume(span.traceparent, { name: "c" })).toBeUndefined();
  expect(tracing.resume("nonsense", { name: "c" })).toBeUndefined();
  await tracing.stop();
});

test("what runs within a span knows it, until it has ended or steps outside; its log lines do too", async () => {
  const { tracing, logger, lines } = await open(json);
  const span = tracing.begin({ name: "a" });
  await tracing.within(span, async () => {
    await new Promise(setImmediate);
    expect(tracing.active()).toBe(span);
    expect(tracing.outside(() => tracing.active())).toBeUndefined();
    logger.info("inside");
    span.end();
    expect(tracing.active()).toBeUndefined();
    logger.info("after");
  });
  expect(tracing.active()).toBeUndefined();
  const said = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(said.find(({ msg }) => msg === "inside")).toMatchObject({ trace_id: span.traceId, span_id: span.spanId });
  expect(said.find(({ msg }) => msg === "after")).not.toHaveProperty("trace_id");
  await tracing.stop();
});

test("exports that fail are told once and counted, and once more when they work", async () => {
  const { tracing, lines, count } = await open(json);
  receiver.answer = 400;
  const told = (text: string) => lines.filter((line) => line.includes(text)).length;
  for (const failed of [1, 2, 3]) {
    tracing.begin({ name: "lost" }).end();
    await expect.poll(() => count("failed")).toBe(failed);
  }
  expect(told("traces cannot be exported")).toBe(1);
  receiver.answer = 200;
  tracing.begin({ name: "kept" }).end();
  await expect.poll(() => count("exported")).toBe(1);
  expect(told("traces are exported again")).toBe(1);
  await tracing.stop();
});

test("what is more than the queue holds is dropped and counted", async () => {
  const bounds = {
    OTEL_BSP_MAX_QUEUE_SIZE: "10",
    OTEL_BSP_MAX_EXPORT_BATCH_SIZE: "10",
    OTEL_BSP_SCHEDULE_DELAY: "600000",
  };
  const { tracing, count } = await open({ ...json, ...bounds });
  receiver.answer = "hang";
  for (let n = 0; n < 30; n += 1) tracing.begin({ name: "one of many" }).end();
  // Ten are on their way and ten wait.
  expect(await count("dropped")).toBe(10);
  receiver.answer = 400;
  await tracing.stop();
});

test("a collector that does not answer keeps nobody from stopping", async () => {
  const { tracing, count } = await open({ ...json, OTEL_BSP_SCHEDULE_DELAY: "600000" });
  receiver.answer = "hang";
  tracing.begin({ name: "lost" }).end();
  const before = performance.now();
  await tracing.stop();
  expect(performance.now() - before).toBeLessThan(9_000);
  // The connection is cut, and what is tried again fails at once.
  await expect.poll(() => count("failed")).toBe(1);
});
