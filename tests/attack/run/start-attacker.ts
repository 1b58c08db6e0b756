import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Orders } from "../attacker/main.ts";
import type { Spoils } from "../attacker/tally.ts";

const lowestPriority = 19;
/** On two busy cores the attacker is last in every queue, that to its own end too. */
const patienceMs = 20_000;

export interface Attacker {
  /** Begins the attack, which ends by itself. */
  go(): void;
  /** What came of it; `undefined` where the attacker could not say. */
  spoils(): Promise<Spoils | undefined>;
}

/** Starts a process with the lowest priority and waits until it could begin. */
export async function startAttacker(orders: Orders): Promise<Attacker> {
  const main = join(import.meta.dirname, "../attacker/main.ts");
  const node = [process.execPath, "--disable-warning=ExperimentalWarning", main];
  const child = spawn("nice", ["-n", String(lowestPriority), ...node], { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout });
  const ended = once(child, "close");
  child.stdin.on("error", () => undefined);
  child.stdin.write(`${JSON.stringify(orders)}\n`);
  let kill: NodeJS.Timeout | undefined;
  const [ready] = (await Promise.race([once(lines, "line"), ended])) as [string];
  if (ready !== "ready") throw new Error(`the attacker ${orders.attack} did not start`);
  let last: string | undefined;
  lines.on("line", (line: string) => (last = line));
  return {
    go() {
      kill = setTimeout(() => child.kill("SIGKILL"), orders.seconds * 1_000 + patienceMs);
      child.stdin.write("go\n");
    },
    async spoils() {
      await ended;
      clearTimeout(kill);
      return last === undefined ? undefined : (JSON.parse(last) as Spoils);
    },
  };
}
