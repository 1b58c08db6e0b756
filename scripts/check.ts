/**
 * `make check`: everything that needs no running service, in seconds. Each step names what to do when it fails.
 */
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

interface Step {
  readonly name: string;
  readonly command: string;
  readonly hint: string;
}

const steps: readonly Step[] = [
  { name: "format", command: "npx oxfmt --check .", hint: "make format" },
  { name: "lint", command: "npx oxlint --type-aware", hint: "each line says what is wrong" },
  {
    name: "layers",
    command: "node scripts/check-layers.ts",
    hint: "imports point one way: docs/architecture.md; the list is scripts/layers/layers.ts",
  },
  {
    name: "strings",
    command: "node --disable-warning=ExperimentalWarning scripts/check-strings.ts",
    hint: "each text of the page in apps/web/src/strings, in every language: CONTRIBUTING.md, “A text of the page”",
  },
  {
    name: "types",
    command: "npx tsc -p . && npx tsc -p apps/web && npx tsc -p loadtest",
    hint: "the first error is usually the cause",
  },
  { name: "unused code", command: "npx knip", hint: "remove it, or use it" },
  {
    name: "proto lint",
    command: "cd proto && npx buf lint && npx buf format -d --exit-code",
    hint: "cd proto && npx buf format -w",
  },
  {
    name: "proto breaking",
    command: "npx buf breaking proto --against proto/released.binpb",
    hint: "keep the released contract, or make a new package version",
  },
  {
    name: "OpenAPI",
    command: "node --disable-warning=ExperimentalWarning scripts/lint-openapi.ts",
    hint: "packages/rest-gateway/src/open-api writes the document; scripts/redocly.yaml says what is asked of it",
  },
  { name: "generated code", command: "node scripts/check.ts generated", hint: "make generate" },
  {
    name: "docs",
    command: "npx vitest run --project unit scripts/docs.test.ts",
    hint: "list the frame, route, error or limit in docs/ (docs/limits.md: make generate)",
  },
  { name: "lock file", command: "npm ci --dry-run --ignore-scripts", hint: "npm run lock" },
  {
    name: "services start under plain node",
    command: "node scripts/check.ts mains",
    hint: "erasable TypeScript only, no `await using`",
  },
];

const [subcommand] = process.argv.slice(2);
if (subcommand === "generated") checkGenerated();
else if (subcommand === "mains") checkMains();
else runSteps();

function runSteps(): void {
  const failed = steps.filter((step) => !runStep(step));
  if (failed.length > 0) {
    console.error(`make check: ${failed.length} of ${steps.length} steps failed`);
    process.exitCode = 1;
  } else {
    console.log(`make check: all ${steps.length} steps passed`);
  }
}

function runStep({ name, command, hint }: Step): boolean {
  const startedAt = performance.now();
  const { status, stdout, stderr } = spawnSync("bash", ["-c", command], { encoding: "utf8", maxBuffer: 64 << 20 });
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`${status === 0 ? "ok  " : "FAIL"} ${name} (${seconds} s)`);
  if (status !== 0) console.error(`${stdout}${stderr}\nTo mend it: ${hint}\n`);
  return status === 0;
}

/** The committed generated code is what the proto files give: made again beside it and compared. */
function checkGenerated(): void {
  const scratch = mkdtempSync(join(tmpdir(), "hubbub-generated-"));
  try {
    cpSync("packages/grpc-api/src/gen", join(scratch, "gen"), { recursive: true });
    cpSync("packages/grpc-api/image", join(scratch, "image"), { recursive: true });
    run("make --no-print-directory generate");
    run(`diff -r ${scratch}/gen packages/grpc-api/src/gen && diff -r ${scratch}/image packages/grpc-api/image`);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** A main without settings gets as far as naming those it lacks: so all its modules load under plain node. */
function checkMains(): void {
  for (const main of ["apps/user-service/src/main.ts", "apps/chat-service/src/main.ts"]) {
    const { status, stdout, stderr } = spawnSync(process.execPath, [main], {
      encoding: "utf8",
      env: { PATH: process.env["PATH"] },
      timeout: 60_000,
    });
    const output = stdout + stderr;
    if (status !== 1 || !output.includes("DATABASE_URL")) {
      throw new Error(`${main} did not end by naming the missing DATABASE_URL (exit ${status}):\n${output}`);
    }
  }
}

function run(command: string): void {
  const { status } = spawnSync("bash", ["-c", command], { stdio: "inherit" });
  if (status !== 0) {
    console.error(`failed: ${command}`);
    process.exit(1);
  }
}
