/**
 * `make bench-web`: what a browser measures of the page on a system of its own, beside what it is to be. Scores are
 * Lighthouse's, medians of ROUNDS; the rest is measured in the page. The exit code says whether all of it is so.
 */
import { parseArgs } from "node:util";
import { call, type SomeUser, someUser } from "../../e2e/support/api.ts";
import { signIn } from "../../e2e/support/chat-window.ts";
import { openRoom, type SomeRoom, someRoom } from "../../e2e/support/some-room.ts";
import { startSystem } from "../../e2e/support/start-system.ts";
import { median } from "../figures/median.ts";
import { fillRoom } from "./fill-room.ts";
import { type FormFactor, type LighthouseScores, runLighthouse } from "./run-lighthouse.ts";
import { measureLongRoom } from "./measure-long-room.ts";
import { openProfile, type Profile } from "./open-profile.ts";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "3" },
    /** In the long room. */
    messages: { type: "string", default: "100000" },
    /** `lighthouse` or `long-room`; both without. */
    part: { type: "string", default: "" },
  },
});
const rounds = wholeNumber("ROUNDS", values.rounds, 1);
const messages = wholeNumber("MESSAGES", values.messages, 1_000);
if (!["", "lighthouse", "long-room"].includes(values.part))
  fail(`PART is lighthouse or long-room, not "${values.part}"`);

const goals = {
  performance: { desktop: 95, mobile: 90 },
  accessibility: 100,
  bestPractices: 95,
  layoutShift: 0.02,
  openingMs: 300,
  frameMs: 34,
  heapBytes: 60e6,
} as const;
let missed = 0;

const system = await startSystem({ RATE_LIMITS: "off" });
const { url } = system;
try {
  const ada = await someUser(url, "ada");
  const empty = await someRoom(url, ada, { topic: "Nothing yet" });
  if (values.part !== "long-room") await measureLoads(ada, empty);
  if (values.part !== "lighthouse") await measureLength(ada, empty);
} finally {
  await system.destroy();
}
console.log(missed === 0 ? "\nAll of it is as it is to be." : `\n${missed} figures are not as they are to be.`);
if (missed > 0) process.exitCode = 1;

async function measureLoads(ada: SomeUser, empty: SomeRoom): Promise<void> {
  const full = await someRoom(url, ada, { topic: "Ships on Thursday" });
  await fillRoom(url, ada.token, full.id, 300);
  const [stranger, signed] = [await openProfile(url), await openProfile(url)];
  await signIn(signed.page, ada.username);
  console.log(
    "\n| page | form | performance | accessibility | best practices | layout shift |\n|---|---|--:|--:|--:|--:|",
  );
  for (const [name, profile, path] of [
    ["sign-in", stranger, "/sign-in"],
    ["empty room", signed, `/rooms/${empty.id}`],
    ["full room", signed, `/rooms/${full.id}`],
  ] as const) {
    for (const formFactor of ["desktop", "mobile"] as const) await measureLoad(name, profile, path, formFactor);
  }
  await Promise.all([stranger.close(), signed.close()]);
}

async function measureLoad(name: string, profile: Profile, path: string, formFactor: FormFactor): Promise<void> {
  const picture = `tests/e2e/screenshots/bench-${name.replace(" ", "-")}-${formFactor}.jpg`;
  const all: LighthouseScores[] = [];
  for (let round = 0; round < rounds; round += 1)
    all.push(await runLighthouse(url + path, profile.port, formFactor, picture));
  const of = (figure: "performance" | "accessibility" | "bestPractices" | "layoutShift") =>
    median(all.map((one) => one[figure]));
  const figures = [
    atLeast(of("performance"), goals.performance[formFactor]),
    atLeast(of("accessibility"), goals.accessibility),
    atLeast(of("bestPractices"), goals.bestPractices),
    below(of("layoutShift"), goals.layoutShift, (value) => value.toFixed(3)),
  ];
  console.log(`| ${name} | ${formFactor} | ${figures.join(" | ")} |`);
  for (const fault of new Set(all.flatMap(({ faults }) => faults))) console.log(`  ${fault}`);
}

async function measureLength(ada: SomeUser, elsewhere: SomeRoom): Promise<void> {
  const long = await someRoom(url, ada, { topic: "For years" });
  const seconds = await fillRoom(url, ada.token, long.id, messages);
  console.log(`\nA room of ${messages} messages, written in ${Math.round(seconds)} s:`);
  const { body } = await call(url, "GET", `/api/v1/rooms/${long.id}/messages?limit=1`, { token: ada.token });
  const lastSeq = (body as { messages: { seq: number }[] }).messages[0]?.seq ?? 0;
  const profile = await openProfile(url);
  await signIn(profile.page, ada.username);
  // The first time loads what the page needs for it.
  await openRoom(profile.page, long);
  const places = [0.02, 0.25, 0.5, 0.75, 0.98].map((part) => Math.round(lastSeq * part));
  const figures = await measureLongRoom(profile.page, { roomId: long.id, seqs: places, elsewhere: elsewhere.id });
  await profile.close();
  const ms = (value: number) => `${value.toFixed(0)} ms`;
  console.log(
    `opened at ${places.join(", ")}: ${figures.openings.map((one) => below(one, goals.openingMs, ms)).join(", ")}`,
  );
  console.log(`scrolled both ways, frames p99: ${below(figures.frameP99, goals.frameMs, ms)}`);
  console.log(`heap: ${below(figures.heapBytes, goals.heapBytes, (value) => `${(value / 1e6).toFixed(1)} MB`)}`);
}

function atLeast(value: number, goal: number): string {
  if (value >= goal) return String(value);
  missed += 1;
  return `**${value}** (to be ${goal})`;
}

function below(value: number, goal: number, shown: (value: number) => string): string {
  if (value < goal) return shown(value);
  missed += 1;
  return `**${shown(value)}** (to be below ${shown(goal)})`;
}

function wholeNumber(name: string, value: string, least: number): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number) || number < least) fail(`${name} is a whole number from ${least}, not "${value}"`);
  return number;
}

function fail(problem: string): never {
  console.error(`make bench-web: ${problem}`);
  process.exit(2);
}
