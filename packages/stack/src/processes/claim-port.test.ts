import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { claimPort } from "./claim-port.ts";
import { freePort } from "./free-port.ts";

test("a port is one process' only, until that has ended", async () => {
  const port = await freePort();
  expect(await claimPort(port)).toBe(false);
  expect(await claimInAnother(port)).toBe("false");

  // No port that is given to anybody.
  const unused = 1;
  expect(await claimInAnother(unused)).toBe("true");
  expect(await claimInAnother(unused)).toBe("true");
  expect(await claimPort(unused)).toBe(true);
  expect(await claimInAnother(unused)).toBe("false");
});

/** What another process, which has ended then, was answered. */
async function claimInAnother(port: number): Promise<string> {
  const module = new URL("claim-port.ts", import.meta.url).href;
  const script = `
    const { claimPort } = await import(${JSON.stringify(module)});
    process.stdout.write(String(await claimPort(${port})));`;
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", "--input-type=module", "-e", script]);
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  await once(child, "close");
  return output;
}
