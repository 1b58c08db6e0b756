import { Gauge, Histogram, type Registry } from "prom-client";

const operations = ["put", "get", "fetch", "delete"] as const;
const results = ["ok", "failed"] as const;
export type StorageOperation = (typeof operations)[number];

export interface StorageMetrics {
  readonly seconds: Histogram<"operation" | "result">;
  /** Whether the storage was there when it was asked last. */
  readonly answered: (isThere: boolean) => void;
  readonly isThere: () => boolean;
}

/** The file storage's metrics; once per process and registry. Where files are kept nowhere, none of whether that is there. */
export function createStorageMetrics(registry: Registry, isKept: boolean): StorageMetrics {
  const seconds = new Histogram({
    name: "file_storage_seconds",
    help: "What the file storage took for a request; for get until the first byte could be read, for fetch until all of it is here.",
    labelNames: ["operation", "result"],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
    registers: [registry],
  });
  for (const operation of operations) for (const result of results) seconds.zero({ operation, result });
  let isThere = false;
  const up: Gauge = new Gauge({
    name: "file_storage_up",
    help: "Whether the file storage was there, and ours, when it was asked last.",
    registers: isKept ? [registry] : [],
    collect() {
      up.set(isThere ? 1 : 0);
    },
  });
  return { seconds, answered: (is) => void (isThere = is), isThere: () => isThere };
}
