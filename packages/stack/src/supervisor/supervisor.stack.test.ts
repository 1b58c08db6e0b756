import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { groupIsEmpty } from "../processes/group-is-empty.ts";
import { processStartTime } from "../processes/process-start-time.ts";
import { until } from "../processes/until.ts";
import { shellPart } from "./fixtures/shell-part.ts";
import { Supervisor } from "./supervisor.ts";

test("a part that is killed is started again, and counted", async () => {
  const { supervisor, lines } = supervise();
  await supervisor.start([shellPart("sleeper", "exec sleep 300")]);
  const first = pidOf(supervisor, "sleeper");
  process.kill(first, "SIGKILL");
  await until("a new process", () => pidOf(supervisor, "sleeper") !== first, 5_000);
  await until("it to be ready", () => lines.includes("sleeper ready"), 5_000);
  expect(lines[0]).toBe("sleeper ended (signal SIGKILL), again in 100 ms, restart 1");
  expect(supervisor.restarts("sleeper")).toBe(1);
});

test("what is left of its group is ended before a part starts again", async () => {
  const { supervisor, folder } = supervise();
  await supervisor.start([shellPart("family", "sleep 301 & echo $!; wait")]);
  const child = () => Number(readFileSync(join(folder, "family.log"), "utf8").trim().split("\n").at(-1));
  await until("the child", () => child() > 0, 5_000);
  const firstChild = child();
  process.kill(pidOf(supervisor, "family"), "SIGKILL");
  await until("a second child", () => child() !== firstChild, 5_000);
  expect(processStartTime(firstChild)).toBeUndefined();
});

test("a stop ends the last stage first, and waits for each", async () => {
  const { supervisor, folder } = supervise();
  const slow = (name: string) =>
    shellPart(
      name,
      `trap 'sleep 0.2; echo ${name} >> ${folder}/order; exit' TERM; echo up; while :; do sleep 0.05; done`,
    );
  for (const name of ["first", "second", "third"]) {
    const log = join(folder, `${name}.log`);
    await supervisor.start([{ ...slow(name), ready: async () => readFileSync(log, "utf8").includes("up") }]);
  }
  await supervisor.stop();
  expect(readFileSync(join(folder, "order"), "utf8")).toBe("third\nsecond\nfirst\n");
});

test("a part that cannot start says why, with the end of its log", async () => {
  const { supervisor } = supervise();
  const start = supervisor.start([shellPart("broken", "echo no such setting; exit 3", async () => false)]);
  await expect(start).rejects.toThrow(/broken did not start: it ended with code 3\. Its log is .*\nno such setting/);
});

test("a stop during a start ends it", async () => {
  const { supervisor } = supervise();
  const start = supervisor.start([shellPart("slow", "exec sleep 300", async () => false)]);
  const [refused] = await Promise.all([start.catch(String), supervisor.stop()]);
  expect(refused).toContain("slow is being stopped");
  expect(processStartTime(pidOf(supervisor, "slow"))).toBeUndefined();
});

test("hurry ends a part that does not stop, and those that wait for it", async () => {
  const { supervisor, folder, lines } = supervise();
  await supervisor.start([shellPart("waiting its turn", "exec sleep 300")]);
  const log = join(folder, "stubborn.log");
  const part = shellPart("stubborn", "trap '' TERM; echo up; while :; do sleep 0.05; done");
  await supervisor.start([
    { ...part, ready: async () => readFileSync(log, "utf8").includes("up"), stopTimeoutMs: 60_000 },
  ]);
  const pid = pidOf(supervisor, "stubborn");
  const stopped = supervisor.stop();
  supervisor.hurry();
  await stopped;
  expect(processStartTime(pid)).toBeUndefined();
  expect(lines).toEqual([]);
});

test("nothing is left five seconds after the launcher was killed", async () => {
  const folder = tempFolder();
  const launcher = spawn(process.execPath, [join(import.meta.dirname, "fixtures/launcher.ts"), folder]);
  onTestFinished(() => void launcher.kill("SIGKILL"));
  const [line] = (await once(launcher.stdout, "data")) as [Buffer];
  const pids = Object.values(JSON.parse(line.toString()) as Record<string, number>);
  onTestFinished(() => pids.forEach(endGroup));
  expect(pids).toHaveLength(3);
  launcher.kill("SIGKILL");
  await until("all parts to be gone", () => pids.every(groupIsEmpty), 5_000);
});

function supervise(): { supervisor: Supervisor; folder: string; lines: string[] } {
  const folder = tempFolder();
  const lines: string[] = [];
  const supervisor = new Supervisor(folder, {
    ended: ({ name }, why, delayMs, restarts) =>
      lines.push(`${name} ended (${why}), again in ${delayMs} ms, restart ${restarts}`),
    restarted: ({ name }) => lines.push(`${name} restarted`),
    ready: ({ name }) => lines.push(`${name} ready`),
  });
  onTestFinished(() => supervisor.stop());
  return { supervisor, folder, lines };
}

function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "hubbub-supervisor-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

function pidOf(supervisor: Supervisor, name: string): number {
  return supervisor.pids()[name] ?? 0;
}

function endGroup(pid: number): void {
  if (!groupIsEmpty(pid)) process.kill(-pid, "SIGKILL");
}
