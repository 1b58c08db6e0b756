import { once } from "node:events";
import { writeSync } from "node:fs";
import { createInterface } from "node:readline";
import { attacks } from "../attacks/attacks.ts";
import { Tally } from "./tally.ts";
import type { TargetInfo } from "./target.ts";

/** The first line of standard input. */
export interface Orders {
  readonly attack: string;
  readonly seconds: number;
  readonly target: TargetInfo;
}

// An attacker is a process of its own, started with `nice -n 19`. It says "ready", waits for a second line, attacks for so
// long as it was told, prints what it got, and is gone: nothing can make it stay.
const lines = createInterface({ input: process.stdin });
const [first] = (await once(lines, "line")) as [string];
const { attack: name, seconds, target } = JSON.parse(first) as Orders;
const attack = attacks.find((one) => one.name === name);
if (attack === undefined) throw new Error(`no attack ${name}`);
const tally = new Tally();
writeSync(1, "ready\n");
await once(lines, "line");
setTimeout(() => {
  writeSync(1, `${JSON.stringify(tally.spoils())}\n`);
  process.exit(0);
}, seconds * 1_000);
// What breaks in the attacker while it attacks is said with its answers, and is no reason to stop.
process.on("uncaughtException", (error) => tally.got(`attacker failed: ${error.message}`));
attack.run({ ...target, tally });
