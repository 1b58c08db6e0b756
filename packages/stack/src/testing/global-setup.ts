import { chmodSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { initDataFolder } from "../postgres/init-data-folder.ts";
import { postgresCommand } from "../postgres/postgres-command.ts";
import { postgresReady } from "../postgres/postgres-ready.ts";
import { freePort } from "../processes/free-port.ts";
import { startProcess } from "../processes/start-process.ts";
import { until } from "../processes/until.ts";

const prefix = "hubbub-test-postgres-";

/** Starts the one Postgres of a test run and ends it after the last test. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  removeLeftovers();
  const folder = mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`));
  chmodSync(folder, 0o711);
  const dataFolder = join(folder, "data");
  initDataFolder(dataFolder);

  const port = await freePort();
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  let output = "";
  const postgres = startProcess(postgresCommand({ dataFolder, port, settings: testSettings }), {
    env: { LC_ALL: "C", PATH: process.env["PATH"] ?? "" },
    output: (chunk) => void (output = (output + chunk.toString()).slice(-4_000)),
  });
  // Also where vitest leaves without its teardown, as on a second Ctrl-C.
  const abandon = () => {
    postgres.signal("SIGKILL");
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  process.once("exit", abandon);
  const ready = () => postgres.hasEnded() || postgresReady(url);
  await until("the tests' Postgres", ready, 30_000);
  if (postgres.hasEnded()) throw new Error(`the tests' Postgres ended with ${await postgres.ended}:\n${output}`);
  project.provide("testPostgresUrl", url);

  return async () => {
    await postgres.stop("SIGINT", 10_000);
    process.off("exit", abandon);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
}

const testSettings = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  max_connections: "300",
  shared_buffers: "64MB",
  // Cloning a database must not wait for a spread-out checkpoint.
  checkpoint_timeout: "1h",
  max_wal_size: "2GB",
};

function removeLeftovers(): void {
  for (const name of readdirSync(tmpdir())) {
    const owner = name.startsWith(prefix) ? Number(name.slice(prefix.length).split("-")[0]) : Number.NaN;
    if (Number.isInteger(owner) && !isAlive(owner)) rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
