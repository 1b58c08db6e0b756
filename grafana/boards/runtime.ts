import type { BoardSpec } from "../panel-spec.ts";
import { of, rate, total } from "../promql.ts";

/** What Node's processes use of the machine. */
export const runtime: BoardSpec = {
  uid: "hubbub-runtime",
  title: "hubbub: Runtime",
  about: "Processor, memory, event loop and garbage collection of each process.",
  rows: {
    Processor: [
      {
        title: "Processor",
        about: "Cores in use. A chat instance can use about one.",
        unit: "short",
        queries: { "{{instance}}": rate(of("process_cpu_seconds_total", 'job=~".*-service"')) },
        warnsFrom: 0.9,
      },
      {
        title: "Event loop lag, p99",
        about: "How late a turn of Node's event loop is. Above 0.1 s: the instance is too busy.",
        unit: "s",
        queries: { "{{instance}}": of("nodejs_eventloop_lag_p99_seconds") },
        warnsFrom: 0.1,
        failsFrom: 0.25,
        alerts: ["EventLoopLags"],
      },
      {
        title: "Garbage collection",
        about: "Share of the time, by kind. Above a tenth: too little memory, or too much rubbish.",
        unit: "percentunit",
        queries: { "{{instance}} {{kind}}": total(of("nodejs_gc_duration_seconds_sum"), "instance, kind") },
        warnsFrom: 0.1,
      },
    ],
    Memory: [
      {
        title: "Memory",
        about: "Resident set.",
        unit: "bytes",
        queries: { "{{instance}}": of("process_resident_memory_bytes", 'job=~".*-service"') },
      },
      {
        title: "Heap in use",
        about: "Of V8. Rising over days at the same load: a leak.",
        unit: "bytes",
        queries: { "{{instance}}": of("nodejs_heap_size_used_bytes") },
      },
      {
        title: "Outside of the heap",
        about: "Buffers: what is being received and sent.",
        unit: "bytes",
        queries: { "{{instance}}": of("nodejs_external_memory_bytes") },
      },
    ],
    Process: [
      {
        title: "Starts",
        about: "How often each process started in a quarter of an hour.",
        unit: "short",
        queries: { "{{instance}}": `changes(${of("process_start_time_seconds", 'job=~".*-service"')}[15m])` },
        warnsFrom: 3,
        alerts: ["RestartsOften"],
      },
      {
        title: "Open files",
        about: "Descriptors: a socket is one. The limit is the dashed one of `ulimit -n`.",
        unit: "short",
        queries: {
          "{{instance}}": of("process_open_fds", 'job=~".*-service"'),
          "limit of {{instance}}": of("process_max_fds", 'job=~".*-service"'),
        },
      },
      {
        title: "Remembered",
        about: "Accounts and names that instances keep in memory, and shares of limits.",
        unit: "short",
        queries: {
          "names {{instance}}": of("identity_cache_entries"),
          "limits {{instance}}": of("rate_limit_entries"),
        },
      },
    ],
  },
};
