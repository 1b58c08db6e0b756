import { parseArgs } from "node:util";
import { setTimeout as pause } from "node:timers/promises";
import { soakFaults } from "./faults/soak-faults.ts";
import { Load } from "./load/load.ts";
import { signUp } from "./load/sign-up.ts";
import { extraPeople } from "./run/load-sizes.ts";
import { judgeSoak } from "./run/judge-soak.ts";
import { type Sample, takeSample } from "./run/take-sample.ts";
import { ChaosSystem } from "./system/chaos-system.ts";

const { values } = parseArgs({ options: { minutes: { type: "string", default: "15" } } });
const minutes = Number(values.minutes);
if (!(minutes >= 2)) throw new Error(`a soak takes at least 2 minutes, not "${values.minutes}"`);

/** A load that a small machine carries for hours with the generator beside it. */
const size = { clients: 100, rooms: 20, messagesPerSecond: 100, durationMs: minutes * 60_000 };
const sampleEveryMs = 10_000;
const faultEveryMs = 45_000;
const settlePatienceMs = 60_000;

const system = new ChaosSystem((line) => console.log(`  ${line}`));
const samples: Sample[] = [];
let load: Load | undefined;
const failures: string[] = [];
try {
  await system.start();
  const people = await signUp(system.url, size.clients + extraPeople);
  load = await Load.start({ size, people, url: system.url, socketUrl: () => system.socketUrl });
  const startedAt = performance.now();
  const elapsedMs = () => performance.now() - startedAt;
  load.beginSending();
  let nextFaultMs = faultEveryMs;
  while (elapsedMs() < size.durationMs) {
    await pause(sampleEveryMs);
    samples.push(await takeSample(system, elapsedMs() / 60_000));
    // The last minute is quiet, so that the end is judged in the same state as any other minute.
    if (elapsedMs() < nextFaultMs || elapsedMs() > size.durationMs - 60_000) continue;
    nextFaultMs += faultEveryMs;
    const fault = soakFaults[Math.floor(Math.random() * soakFaults.length)]!;
    console.log(`${(elapsedMs() / 60_000).toFixed(1)} min: ${fault.title}`);
    await fault.strike(system, load);
  }
  await load.endSending();
  await load.settle(settlePatienceMs);
  for (const finding of await load.check({})) failures.push(`${finding.kind}: ${finding.detail}`);
  for (const client of load.clients) failures.push(...client.problems.map((one) => `${client.options.name}: ${one}`));
  console.log(`${load.sent} messages sent, ${failures.length} findings of the checker`);
} finally {
  load?.stop();
  await system.destroy();
}
const verdict = judgeSoak(samples, minutes);
console.log(`\n${verdict.table}\n`);
failures.push(...verdict.failures);
for (const failure of failures.slice(0, 20)) console.log(failure);
console.log(failures.length === 0 ? "the soak is passed" : `the soak is failed: ${failures.length} findings`);
process.exitCode = failures.length === 0 ? 0 : 1;
