import { setTimeout as pause } from "node:timers/promises";
import type { Finding } from "../checker/check-records.ts";
import { Load, type LoadSize } from "../load/load.ts";
import type { Person } from "../load/sign-up.ts";
import type { ChaosSystem } from "../system/chaos-system.ts";
import { until } from "../system/until.ts";
import { everyMessageIsIndexed } from "./every-message-is-indexed.ts";
import type { FaultRun, Scenario } from "./scenario.ts";

export interface Outcome {
  readonly scenario: Scenario;
  readonly sent: number;
  readonly acked: number;
  /** Changes of what is pinned that were answered with `ok`. */
  readonly pinned: number;
  /** Replies in threads, and messages that call somebody, of those that were acked. */
  readonly replied: number;
  readonly called: number;
  readonly delivered: number;
  readonly disconnects: number;
  /** `undefined` where it never recovered. */
  readonly recoveredMs: number | undefined;
  readonly slowestDeliveryMs: number;
  readonly longestAwayMs: number;
  readonly findings: readonly (Finding | { readonly kind: "unmet"; readonly detail: string })[];
}

export interface RunOptions {
  readonly system: ChaosSystem;
  readonly people: readonly Person[];
  readonly size: LoadSize;
}

const servicePatienceMs = 30_000;
const settlePatienceMs = 60_000;
/** How much of the load comes before the fault. */
const quietShare = 0.2;
/** Said at most for each client against the protocol. */
const maxProblems = 5;

/** Starts the system, loads it, breaks something, waits until all is well again and checks what everybody saw. */
export async function runScenario(scenario: Scenario, options: RunOptions): Promise<Outcome> {
  const { system, people, size } = options;
  const undos: (() => void | Promise<void>)[] = [];
  await system.start(scenario.start);
  undos.push(() => system.stop());
  let load: Load | undefined;
  try {
    load = await Load.start({ size, people, url: urlOf(scenario, system), socketUrl: socketUrlOf(scenario, system) });
    const running = load;
    undos.push(() => running.stop());
    return await observe(scenario, options, running, undos);
  } finally {
    for (const undo of undos.toReversed()) await undo();
  }
}

async function observe(
  scenario: Scenario,
  { system, people, size }: RunOptions,
  load: Load,
  undos: (() => void | Promise<void>)[],
): Promise<Outcome> {
  const findings: Outcome["findings"][number][] = [];
  const unmet = (detail: string) => findings.push({ kind: "unmet", detail });
  const attempt = async (work: () => Promise<void>) => {
    await work().catch((error: unknown) =>
      unmet(error instanceof Error ? (error.stack ?? error.message) : String(error)),
    );
  };
  const run: FaultRun = {
    system,
    load,
    size,
    extras: people.slice(size.clients),
    expect: (what, holds) => void (holds || unmet(what)),
    onEnd: (undo) => void undos.push(undo),
  };

  const startedAt = performance.now();
  load.beginSending();
  await pause(size.durationMs * quietShare);
  await attempt(() => scenario.fault(run));
  const faultEndedAt = Date.now();
  let recoveredMs: number | undefined;
  await attempt(async () => {
    await until(
      () => `everyone gets what is sent after the fault; ${load.notRecoveredSince(faultEndedAt)}`,
      scenario.recoversWithinMs,
      () => load.recoveredSince(faultEndedAt),
    );
    recoveredMs = Date.now() - faultEndedAt;
  });
  await pause(Math.max(1_000, size.durationMs - (performance.now() - startedAt)));
  await load.endSending();
  await attempt(() => load.settle(settlePatienceMs));
  await attempt(
    async () => void findings.push(...(await load.check({ pipelinedOrder: scenario.pipelinedOrder ?? false }))),
  );
  await attempt(() => everyServiceIsReady(system));
  await attempt(() => everyMessageIsIndexed(system));
  if (scenario.afterwards !== undefined) await attempt(() => scenario.afterwards!(run));
  const problems = load.clients.flatMap(({ options: { name }, problems: told }) =>
    told.map((one) => `${name}: ${one}`),
  );
  for (const problem of problems.slice(0, maxProblems)) unmet(problem);

  const sum = (of: (client: Load["clients"][number]) => number) => load.clients.reduce((all, one) => all + of(one), 0);
  const most = (of: (client: Load["clients"][number]) => number) => Math.max(...load.clients.map(of));
  return {
    scenario,
    sent: sum(({ sent }) => sent),
    acked: sum(({ acked }) => acked),
    pinned: sum(({ pinned }) => pinned),
    replied: sum(({ replied }) => replied),
    called: sum(({ called }) => called),
    delivered: sum(({ delivered }) => delivered),
    disconnects: sum(({ disconnects }) => disconnects),
    recoveredMs,
    slowestDeliveryMs: most(({ slowestDeliveryMs }) => slowestDeliveryMs),
    longestAwayMs: most(({ longestAwayMs }) => longestAwayMs),
    findings,
  };
}

/** What died was started again, and is whole. */
async function everyServiceIsReady(system: ChaosSystem): Promise<void> {
  for (const name of [...system.instances, "user-service"]) {
    await until(`${name} is ready and has its broker`, servicePatienceMs, async () => {
      const readiness = await system.readiness(name);
      return readiness?.status === 200 && (readiness.body["broker"] ?? "up") === "up";
    });
  }
}

/** Of the REST API; an instance of an earlier release does not have all that is asked for. */
function urlOf({ start: { releases = {} } = {} }: Scenario, system: ChaosSystem): string {
  const [earlier] = Object.keys(releases);
  const today = system.instances.find((name) => !Object.hasOwn(releases, name));
  return earlier === undefined || today === undefined ? system.url : system.instanceUrl(today);
}

function socketUrlOf({ through }: Scenario, system: ChaosSystem): (client: number) => string {
  if (through !== "instances") return () => system.socketUrl;
  const { instances } = system;
  return (client) => system.instanceSocketUrl(instances[client % instances.length]!);
}
