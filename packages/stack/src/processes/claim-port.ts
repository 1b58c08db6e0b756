import { once } from "node:events";
import { createServer } from "node:net";

/**
 * Makes a port this process' own among those that ask here, until it ends; answers whether nobody had it. By a name of Linux'
 * abstract sockets, which only one process has at a time and which goes with it.
 */
export async function claimPort(port: number): Promise<boolean> {
  const server = createServer();
  try {
    server.listen(`\0hubbub-port-${port}`);
    await once(server, "listening");
  } catch (error) {
    // Where there are no such names it is free as far as one knows.
    return !(error instanceof Error && "code" in error && error.code === "EADDRINUSE");
  }
  server.unref();
  return true;
}
