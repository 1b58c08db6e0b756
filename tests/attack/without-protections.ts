import { spawnSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { copyRepository } from "./protections/copy-repository.ts";
import { protections } from "./protections/protections.ts";
import { takeOut } from "./protections/take-out.ts";

const usage = `node tests/attack/without-protections.ts [--seconds=5] [name …]

Takes one protection after the other out of a copy of the repository and runs the attack that it is against: bystanders
must notice. Without names, all of them:

${protections.map(({ name, attack }) => `  ${name.padEnd(28)}  ${attack}`).join("\n")}`;

const root = join(import.meta.dirname, "../..");
/** For the system's start, the attack, and what it left behind. */
const patienceMs = 240_000;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seconds: { type: "string", default: "5" }, help: { type: "boolean", default: false } },
});
const unknown = positionals.filter((name) => !protections.some((protection) => protection.name === name));
if (values.help || unknown.length > 0) {
  console.log(usage);
  process.exit(unknown.length > 0 ? 2 : 0);
}

let unnoticed = 0;
for (const protection of protections) {
  const { name, edits, attack } = protection;
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  const copy = copyRepository(root);
  try {
    for (const edit of edits) {
      const path = join(copy, edit.file);
      writeFileSync(path, takeOut(edit, readFileSync(path, "utf8")));
    }
    const options = [`--scenario=${attack}`, `--seconds=${values.seconds}`, "--alone"];
    const node = ["--disable-warning=ExperimentalWarning", "tests/attack/attack.ts", ...options];
    const { stdout, stderr } = spawnSync(process.execPath, node, { cwd: copy, encoding: "utf8", timeout: patienceMs });
    const lines = stdout.split("\n");
    const verdicts = lines.filter((line) => /^ {2}(send → ack|the attacker got)/.test(line));
    const noticed = verdicts[0]?.includes("**missed**") === true;
    if (!noticed) unnoticed += 1;
    console.log(`${noticed ? "noticed" : "NOT NOTICED"}: without ${name}, ${attack}`);
    console.log(verdicts.join("\n") || `  it did not run: ${(stderr || stdout).slice(-2_000)}`);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}
process.exitCode = unnoticed === 0 ? 0 : 1;
