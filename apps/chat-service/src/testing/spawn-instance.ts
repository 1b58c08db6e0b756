import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { freePort } from "@hubbub/stack";
import { waitFor } from "@hubbub/stack/testing";
import { expect } from "vitest";

export interface SpawnedInstance {
  readonly opsPort: number;
  /** `kill -9`; does nothing where it has ended. */
  kill(): Promise<void>;
}

/** A chat instance as its own process, once it is ready. */
export async function spawnInstance(env: Readonly<Record<string, string>>): Promise<SpawnedInstance> {
  const opsPort = await freePort();
  const main = fileURLToPath(new URL("../main.ts", import.meta.url));
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", main], {
    env: { ...env, OPS_PORT: String(opsPort) },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const ended = once(child, "exit");
  const end = () => child.kill("SIGKILL");
  process.once("exit", end);
  await waitFor(async () => expect((await fetch(`http://127.0.0.1:${opsPort}/readyz`)).status).toBe(200), 60_000);
  return {
    opsPort,
    async kill() {
      process.off("exit", end);
      if (child.exitCode === null && child.signalCode === null) child.kill("SIGKILL");
      await ended;
    },
  };
}
