import { spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test, type TestContext } from "vitest";
import { dieWithParent, type Unprivileged } from "./die-with-parent.ts";
import { isolation, partsHaveUsers } from "./isolation.ts";
import { giveTo, letRead } from "./ownership.ts";
import { partUsers } from "./part-users.ts";
import { until } from "./until.ts";

test("as root, a part reads no file of root's and writes to no folder of root's, nor of another part's", (context) => {
  needsUsers(context);
  const folder = openFolder();
  const [secret, ofRedis] = ["secret", "of-redis"].map((name) => join(folder, name));
  for (const path of [secret!, ofRedis!]) writeFileSync(path, "text", { mode: 0o600 });
  letRead("redis", ofRedis!);
  const tries = `{
    uids: read("/proc/self/status").match(/Uid:\\t(.*)/)[1].split("\\t").map(Number),
    secret: read("${secret}"),
    ofRedis: read("${ofRedis}"),
    write: attempt(() => fs.writeFileSync("${folder}/mine", "")),
    signal: attempt(() => process.kill(${process.pid}, 0)),
    environment: read("/proc/${process.pid}/environ"),
  }`;
  const { edge } = partUsers;
  expect(answerOf(tries, { user: "edge", reach: [] })).toEqual({
    uids: [edge, edge, edge, edge],
    secret: "EACCES",
    ofRedis: "EACCES",
    write: "EACCES",
    signal: "EPERM",
    environment: "EACCES",
  });
  expect(answerOf(tries, { user: "redis", reach: [] })).toMatchObject({ secret: "EACCES", ofRedis: "text" });
});

test("as root, a part reads no memory or environment of another, where its secrets are, and does not signal it", async (context) => {
  needsUsers(context);
  const [command = "", ...args] = dieWithParent(["sleep", "60"], "TERM", { user: "user-service", reach: [] });
  const other = spawn(command, args, { env: { SECRET: "x", PATH: process.env["PATH"] }, stdio: "ignore" });
  onTestFinished(() => void other.kill("SIGKILL"));
  await until("it to sleep", () => readFileSync(`/proc/${other.pid}/comm`, "utf8") === "sleep\n", 5_000);
  const tries = `{
    environment: read("/proc/${other.pid}/environ"),
    memory: attempt(() => fs.closeSync(fs.openSync("/proc/${other.pid}/mem"))),
    signal: attempt(() => process.kill(${other.pid}, 0)),
  }`;
  expect(answerOf(tries, { user: "chat-service", reach: [] })).toEqual({
    environment: "EACCES",
    memory: "EACCES",
    signal: "EPERM",
  });
});

test("as root, a part gets to what it needs below a closed home, and to nothing else there", (context) => {
  context.skip(isolation() !== "mounts", "only root may mount, and not on every machine");
  const home = openFolder();
  const needed = join(home, "clone");
  mkdirSync(needed);
  for (const name of ["clone/file", "other"]) writeFileSync(join(home, name), name);
  chmodSync(home, 0o700);
  const tries = `{ home: fs.readdirSync("${home}"), file: read("file"), folder: process.cwd() }`;
  const as = { user: "edge", reach: [needed] } as const;
  expect(answerOf(tries, as, needed)).toEqual({ home: ["clone"], file: "clone/file", folder: needed });
  expect(readdirSync(home)).toEqual(["clone", "other"]);
});

test("what is given to a part once belonged to root, and no link in it leads elsewhere", (context) => {
  needsUsers(context);
  const folder = openFolder();
  const given = join(folder, "given");
  mkdirSync(join(given, "inner"), { recursive: true });
  writeFileSync(join(given, "inner/file"), "");
  writeFileSync(join(folder, "outside"), "");
  symlinkSync(join(folder, "outside"), join(given, "link"));
  giveTo("postgres", given);
  const owners = ["given", "given/inner", "given/inner/file", "outside"].map(
    (path) => statSync(join(folder, path)).uid,
  );
  expect(owners).toEqual([partUsers.postgres, partUsers.postgres, partUsers.postgres, 0]);
});

test.for([
  { refusing: ["setpriv", "--bounding-set=-sys_admin"], expected: "users" },
  { refusing: ["unshare", "-U", "--map-root-user"], expected: "user-namespace" },
])("where root may do less, it makes do with $expected", ({ refusing: [command = "", ...args], expected }, context) => {
  needsUsers(context);
  context.skip(spawnSync(command, [...args, "true"]).status !== 0, "this machine refuses that to the test, too");
  const script = `import(${JSON.stringify(join(import.meta.dirname, "isolation.ts"))}).then((it) => console.log(it.isolation()))`;
  const node = [process.execPath, "--disable-warning=ExperimentalWarning", "-e", script];
  const { stdout, stderr } = spawnSync(command, [...args, ...node], { encoding: "utf8" });
  expect({ stdout, stderr }).toEqual({ stdout: `${expected}\n`, stderr: "" });
});

function needsUsers(context: TestContext): void {
  context.skip(!partsHaveUsers(), "only root may become another user");
}

/** What a Node that runs so makes of an expression; `read` and `attempt` answer the code of an error. */
function answerOf(expression: string, as: Unprivileged, cwd = "/"): unknown {
  const script = `
    const fs = require("node:fs");
    const attempt = (act) => { try { return act() ?? "done"; } catch (error) { return error.code; } };
    const read = (path) => attempt(() => fs.readFileSync(path, "utf8"));
    console.log(JSON.stringify(${expression}));`;
  const [command = "", ...args] = dieWithParent([process.execPath, "-e", script], "TERM", as);
  const { stdout, stderr } = spawnSync(command, args, { encoding: "utf8", cwd });
  expect(stderr).toBe("");
  return JSON.parse(stdout);
}

function openFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "hubbub-isolation-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  chmodSync(folder, 0o755);
  return folder;
}
