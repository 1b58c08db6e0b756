import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import { askForProfile } from "./profile/ask-for-profile.ts";
import { flameGraphPage, toFlameGraph } from "./profile/flame-graph.ts";
import { type CpuProfile, selfTimes, topFunctions } from "./profile/self-times.ts";
import { runningLauncher } from "./stack/launcher-lock.ts";
import { repositoryRoot } from "./stack/layout.ts";
import { readEnvironment } from "./stack/read-environment.ts";
import { runningOpsSecret } from "./stack/secrets.ts";
import { readDataFolder } from "./stack/settings.ts";
import { readStackFile } from "./stack/stack-file.ts";

// make profile INSTANCE=chat-1 SECONDS=20, KIND=heap, or FILE=some.cpuprofile.

/** Of each kind, the newest; an older one goes. */
const profilesKept = 10;
const functionsShown = 20;

try {
  await run();
} catch (error) {
  process.stderr.write(`make profile: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

async function run(): Promise<void> {
  const text = { type: "string" } as const;
  const { values } = parseArgs({ options: { instance: text, seconds: text, kind: text, file: text } });
  if (values.file) return draw(values.file);
  const kind = values.kind || "cpu";
  if (kind !== "cpu" && kind !== "heap") throw new Error(`KIND is cpu or heap, not "${kind}"`);
  const seconds = values.seconds || "20";
  if (!/^\d{1,3}$/.test(seconds)) throw new Error(`SECONDS is a whole number, not "${seconds}"`);
  await take(values.instance || "chat-1", kind, Number(seconds));
}

async function take(instance: string, kind: "cpu" | "heap", seconds: number): Promise<void> {
  const dataFolder = readDataFolder(readEnvironment(process.env, repositoryRoot), repositoryRoot);
  const stack = runningLauncher(dataFolder) === undefined ? undefined : readStackFile(dataFolder);
  if (stack === undefined) throw new Error(`hubbub does not run on ${dataFolder}: start it with make up`);
  const opsPort = stack.ports[`${instance}-ops`];
  if (opsPort === undefined) {
    const known = Object.keys(stack.ports).flatMap((name) => (name.endsWith("-ops") ? name.slice(0, -4) : []));
    throw new Error(`INSTANCE is one of ${known.join(", ")}, not "${instance}"`);
  }
  const folder = join(dataFolder, "profiles");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const extension = kind === "cpu" ? ".cpuprofile" : ".heapsnapshot";
  const path = join(folder, `${new Date().toISOString().replaceAll(":", "")}-${instance}${extension}`);
  if (kind === "cpu") process.stdout.write(`watching ${instance} for ${seconds} s …\n`);
  try {
    await askForProfile({ opsPort, secret: runningOpsSecret(instance, dataFolder), kind, seconds }, path);
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  }
  forgetOld(folder, extension);
  if (kind === "cpu") return draw(path);
  process.stdout.write(
    `${path}\nOpen it in Chrome's DevTools, Memory. It holds tokens, keys and messages: give it to nobody.\n`,
  );
}

function draw(path: string): void {
  const profile = JSON.parse(readFileSync(path, "utf8")) as CpuProfile;
  const page = path.replace(/(\.cpuprofile)?$/, ".html");
  writeFileSync(page, flameGraphPage(basename(path), toFlameGraph(profile)), { mode: 0o600 });
  process.stdout.write(`${topFunctions(selfTimes(profile), functionsShown)}\nflame graph: ${page}\n`);
}

function forgetOld(folder: string, extension: string): void {
  const names = readdirSync(folder).filter((name) => name.endsWith(extension));
  for (const name of names.toSorted().slice(0, -profilesKept)) {
    rmSync(join(folder, name));
    rmSync(join(folder, name.replace(/\.cpuprofile$/, ".html")), { force: true });
  }
}
