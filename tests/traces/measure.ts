/**
 * What traces cost: CPU time of all that is done for the spans of one message, on the instance that takes it and delivers it to
 * its own sockets, with their export. `node --disable-warning=ExperimentalWarning tests/traces/measure.ts [messages] [rounds]`.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { openTracing, readConfig, type Span, traceSettings, type Tracing } from "@hubbub/service-runtime";
import { Registry } from "prom-client";

const messages = Number(process.argv[2] ?? 100_000);
const rounds = Number(process.argv[3] ?? 5);
/** Of one turn of the event loop. */
const batch = 10;
/** Promises that the code awaits for one message, about: each costs something where a span is current. */
const awaits = 20;

// A collector that keeps nothing, in a process of its own: its time is not ours.
const collecting = `require("node:http")
  .createServer((request, response) => request.resume().on("end", () => response.end()))
  .listen(0, "127.0.0.1", function () { console.log(this.address().port); });`;
const collector = spawn(process.execPath, ["-e", collecting], { stdio: ["ignore", "pipe", "inherit"] });
const [port] = (await once(collector.stdout, "data")) as [Buffer];
const on = {
  OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port.toString().trim()}`,
  OTEL_TRACES_SAMPLER: "parentbased_traceidratio",
  // Here more comes at once than from people, and all of it shall be paid for.
  OTEL_BSP_MAX_QUEUE_SIZE: "100000",
};
const modes: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  off: {},
  "1 %": { ...on, OTEL_TRACES_SAMPLER_ARG: "0.01" },
  "100 %": { ...on, OTEL_TRACES_SAMPLER_ARG: "1" },
};

const measured = new Map<string, number[]>();
// Off first: once a span was current, promises cost more for good.
for (const [mode, env] of Object.entries(modes)) {
  for (let round = 0; round <= rounds; round += 1) {
    const us = await measure(env);
    // The first round compiles.
    if (round > 0) measured.set(mode, [...(measured.get(mode) ?? []), us]);
  }
}
collector.kill();

const base = median(measured.get("off"));
console.log("| traces | CPU µs a message more than without |\n|---|---|");
for (const [mode, figures] of measured) console.log(`| ${mode} | ${(median(figures) - base).toFixed(2)} |`);

const branches = measureBranches();
console.log(
  `\noff: ${branches.toFixed(2)} ns for the branches of one message; ${base.toFixed(2)} µs are the loop's own`,
);

async function measure(env: Readonly<Record<string, string>>): Promise<number> {
  const { tracing } = await openTracing({
    settings: readConfig(env, traceSettings),
    instance: "chat-1",
    registry: new Registry(),
    log: { service: "chat-service", level: "silent" },
  });
  const before = process.cpuUsage();
  for (let n = 0; n < messages; n += batch) {
    await Promise.all(Array.from({ length: batch }, () => takeMessage(tracing)));
    await new Promise(setImmediate);
  }
  await tracing?.stop();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / messages;
}

/** The spans of the chat-service, as it begins and ends them. */
async function takeMessage(tracing: Tracing | undefined): Promise<void> {
  const attributes = { "hubbub.command": "send_message", "hubbub.room_id": 7 };
  const span = tracing?.begin({ name: "send_message", kind: "server", attributes });
  if (tracing === undefined || span === undefined) return carryOut(tracing, span);
  return tracing.within(span, () => carryOut(tracing, span));
}

async function carryOut(tracing: Tracing | undefined, span: Span | undefined): Promise<void> {
  for (let n = 0; n < awaits / 2; n += 1) await Promise.resolve();
  const command = tracing?.active();
  const queued = tracing?.part(command, { name: "room queue" });
  queued?.end();
  const database = { "db.system.name": "postgresql", "db.operation.batch.size": 1 };
  const commit =
    queued &&
    command &&
    tracing?.part(command, { name: "commit batch", kind: "client", attributes: database, links: [command] });
  commit?.end();
  const messaging = { "messaging.system": "redis", "messaging.operation.type": "send", "hubbub.room_id": 7 };
  const publish = commit && tracing?.part(commit, { name: "publish", kind: "producer", attributes: messaging });
  publish?.end();
  const deliver =
    publish && tracing?.resume(publish.traceparent, { name: "deliver", kind: "consumer", attributes: messaging });
  deliver?.set({ "hubbub.sockets": 10 });
  deliver?.end();
  for (let n = 0; n < awaits / 2; n += 1) await Promise.resolve();
  span?.set({ "hubbub.room_id": 7, "hubbub.seq": 1, "hubbub.duplicate": false });
  span?.end();
}

/** Ten looks at what is not there. */
function measureBranches(): number {
  const services: { readonly tracing: Tracing | undefined }[] = [{ tracing: undefined }, { tracing: undefined }];
  const times = 50_000_000;
  let seen = 0;
  const before = performance.now();
  for (let n = 0; n < times; n += 1) if (services[n & 1]?.tracing !== undefined) seen += 1;
  const ms = performance.now() - before;
  if (seen > 0) throw new Error("nothing is followed here");
  return (10 * ms * 1e6) / times;
}

function median(values: readonly number[] = []): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
