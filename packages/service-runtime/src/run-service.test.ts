import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";

const index = new URL("index.ts", import.meta.url).href;

test("a signal stops the service and the process ends by itself, without an error", async () => {
  const child = run(`
    const timer = setInterval(() => {}, 1000);
    life.onStop("timer", () => { clearInterval(timer); console.log("timer stopped"); });
    console.log("started");
  `);
  await child.seen("started");
  child.process.kill("SIGTERM");
  child.process.kill("SIGINT");
  expect(await child.exit).toEqual([0, null]);
  expect(child.output()).toContain("timer stopped");
});

test("bad settings are listed and the process exits with 1", async () => {
  const child = run(`readConfig({ PORT: "x" }, { a: setting.port("PORT"), b: setting.text("NAME") });`);
  expect(await child.exit).toEqual([1, null]);
  expect(child.output()).toContain("sample cannot start");
  expect(child.output()).toMatch(/PORT must be a whole number.*\n.*NAME is missing/);
});

test("what a failed start had opened is closed", async () => {
  const child = run(`
    const timer = setInterval(() => {}, 1000);
    life.onStop("timer", () => { clearInterval(timer); console.log("timer stopped"); });
    throw new Error("no database");
  `);
  expect(await child.exit).toEqual([1, null]);
  expect(child.output()).toContain("no database");
  expect(child.output()).toContain("timer stopped");
});

test("a failed start is an error even if it has stopped everything itself", async () => {
  const child = run(`await life.stop(); throw new Error("no database");`);
  expect(await child.exit).toEqual([1, null]);
  expect(child.output()).toContain("no database");
});

test("a signal in the middle of the start stops what is open, without an error", async () => {
  const child = run(`
    const timer = setInterval(() => {}, 1000);
    console.log("starting");
    await new Promise((resolve) => life.onStop("timer", () => { clearInterval(timer); resolve(); }));
    throw new Error("connection closed");
  `);
  await child.seen("starting");
  child.process.kill("SIGTERM");
  expect(await child.exit).toEqual([0, null]);
});

test("an uncaught error is logged and ends the process with 1", async () => {
  const child = run(`setTimeout(() => { throw new Error("nobody caught me"); }, 1); setInterval(() => {}, 1000);`);
  expect(await child.exit).toEqual([1, null]);
  expect(child.output()).toContain("nobody caught me");
});

function run(start: string) {
  const script = `import { readConfig, runService, setting } from ${JSON.stringify(index)};
    await runService("sample", async (life) => { ${start} });`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], { stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  const waiting = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      for (const check of waiting) check();
    });
  }
  const seen = (text: string) =>
    new Promise<void>((resolve) => {
      const check = () => output.includes(text) && resolve();
      waiting.add(check);
      check();
    });
  return { process: child, output: () => output, seen, exit: once(child, "close") };
}
