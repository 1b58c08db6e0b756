import { expect, test } from "vitest";
import { readConfig } from "../read-config.ts";
import { traceContradictions, traceSettings, traceTarget } from "./trace-settings.ts";

const target = (env: Readonly<Record<string, string>>) => traceTarget(readConfig(env, traceSettings));

test.each([
  [{ OTEL_TRACES_EXPORTER: "otlp" }, "http://localhost:4318/v1/traces", "http/protobuf"],
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: "http://a:1/" }, "http://a:1/v1/traces", "http/protobuf"],
  [{ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: "http://b:2/otlp" }, "http://b:2/otlp", "http/protobuf"],
  [
    { OTEL_EXPORTER_OTLP_ENDPOINT: "http://a:1", OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: "http://b:2" },
    "http://b:2",
    "http/protobuf",
  ],
  [
    { OTEL_TRACES_EXPORTER: "otlp", OTEL_EXPORTER_OTLP_PROTOCOL: "http/json" },
    "http://localhost:4318/v1/traces",
    "http/json",
  ],
  [
    {
      OTEL_TRACES_EXPORTER: "otlp",
      OTEL_EXPORTER_OTLP_PROTOCOL: "http/json",
      OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: "http/protobuf",
    },
    "http://localhost:4318/v1/traces",
    "http/protobuf",
  ],
])("%o exports to %s as %s", (env, url, protocol) => {
  expect(target(env)).toEqual({ url, protocol });
});

test("nothing is exported unless somebody asks for it", () => {
  expect(target({})).toBeUndefined();
  expect(target({ OTEL_EXPORTER_OTLP_ENDPOINT: "http://a:1", OTEL_TRACES_EXPORTER: "none" })).toBeUndefined();
  expect(target({ OTEL_EXPORTER_OTLP_ENDPOINT: "http://a:1", OTEL_SDK_DISABLED: "true" })).toBeUndefined();
});

test("what is wrong is named, a header's value never", () => {
  const read = (env: Readonly<Record<string, string>>) => () => readConfig(env, traceSettings, traceContradictions);
  expect(read({ OTEL_EXPORTER_OTLP_PROTOCOL: "grpc" })).toThrow(/OTEL_EXPORTER_OTLP_PROTOCOL/);
  expect(read({ OTEL_TRACES_SAMPLER: "xray" })).toThrow(/OTEL_TRACES_SAMPLER/);
  expect(read({ OTEL_TRACES_SAMPLER_ARG: "2" })).toThrow(/from 0 to 1/);
  expect(read({ OTEL_BSP_MAX_QUEUE_SIZE: "10" })).toThrow(/OTEL_BSP_MAX_EXPORT_BATCH_SIZE/);
  expect(read({ OTEL_EXPORTER_OTLP_HEADERS: "hush" })).toThrow(/OTEL_EXPORTER_OTLP_HEADERS/);
  expect(read({ OTEL_EXPORTER_OTLP_HEADERS: "hush" })).not.toThrow(/hush/);
});
