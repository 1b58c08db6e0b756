import type { BenchServer } from "./bench-server.ts";
import { hubbubServer } from "./hubbub/hubbub-server.ts";
import type { Installation } from "./hubbub/install-hubbub.ts";
import { peerScript } from "./peer-script.ts";
import { peerServer } from "./peer-server.ts";
import { socketIoScript } from "./socket-io-script.ts";

/** Everybody in the comparison, in the order of the tables. `install` is called when hubbub is first started. */
export function benchServers(install: () => Promise<Installation>): BenchServer[] {
  return [
    hubbubServer(install, "hubbub"),
    hubbubServer(install, "hubbub-limited"),
    hubbubServer(install, "hubbub-nginx"),
    peerServer({ name: "socket-io", file: "socket-io.ts", script: socketIoScript, instances: 2, redis: true }),
    peerServer({ name: "ws", file: "ws.ts", script: peerScript, instances: 2, redis: true }),
    peerServer({ name: "uws", file: "uws.ts", script: peerScript, instances: 1, redis: false }),
    hubbubServer(install, "inserts"),
  ];
}
