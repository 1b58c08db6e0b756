import { once } from "node:events";
import { createServer } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { checkPort } from "./check-port.ts";
import { freePort } from "./free-port.ts";

test("a port that is taken is named, with who holds it and what to do", async () => {
  const port = await listeningPort();
  const check = checkPort("HUBBUB_PORT", "127.0.0.1", port, 0);
  await expect(check).rejects.toThrow(`port ${port} is taken by process ${process.pid}: `);
  await expect(checkPort("HUBBUB_PORT", "0.0.0.0", port, 0)).rejects.toThrow("HUBBUB_PORT");
});

test("a port whose holder is about to go is waited for", async () => {
  const port = await freePort();
  const server = createServer().listen(port, "127.0.0.1");
  await once(server, "listening");
  const check = checkPort("HUBBUB_PORT", "127.0.0.1", port, 5_000);
  server.close();
  await expect(check).resolves.toBeUndefined();
});

test("an address that is not this machine's is said to be so", async () => {
  await expect(checkPort("HUBBUB_PORT", "192.0.2.1", await freePort(), 0)).rejects.toThrow("192.0.2.1");
});

async function listeningPort(): Promise<number> {
  const port = await freePort();
  const server = createServer().listen(port, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  return port;
}
