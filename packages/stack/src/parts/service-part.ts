import { join } from "node:path";
import { dieWithParent } from "../processes/die-with-parent.ts";
import type { Code } from "../processes/reachable-code.ts";
import { repositoryRoot } from "../stack/layout.ts";
import { httpOk } from "../processes/http-ok.ts";
import type { Part } from "../supervisor/part.ts";

export interface ServiceOptions {
  readonly name: string;
  readonly code: Code;
  /** The workspace of the service below `apps/`, and the user that it runs as. */
  readonly app: "user-service" | "chat-service";
  readonly ports: ServicePorts;
  /** Folders besides the code that it must get to. */
  readonly folders?: readonly string[];
  /** Beside the ports, which are ours to give. */
  readonly env: Readonly<Record<string, string>>;
}

export interface ServicePorts {
  readonly http: number;
  readonly grpc: number;
  readonly ops: number;
}

/** One of hubbub's own services. */
export function servicePart({ name, code, app, ports, folders = [], env }: ServiceOptions): Part {
  const main = join(code.root, "apps", app, "src/main.ts");
  return {
    name,
    title: name,
    commandLine: dieWithParent([code.node, "--disable-warning=ExperimentalWarning", main], "TERM", {
      user: app,
      // The checkout of an earlier release may share packages with this one.
      reach: [code.root, repositoryRoot, ...folders],
    }),
    env: {
      // Buffers of sockets that wait grow by doubling. Given back to the kernel at once, 500 stalled readers cost a chat
      // instance 320 MiB; kept by malloc for others they cost 530. Node reads into 64 KiB, which must not be among them.
      MALLOC_MMAP_THRESHOLD_: "131072",
      ...env,
      BIND_HOST: "127.0.0.1",
      HTTP_PORT: String(ports.http),
      GRPC_PORT: String(ports.grpc),
      OPS_PORT: String(ports.ops),
    },
    cwd: code.root,
    ready: () => httpOk(`http://127.0.0.1:${ports.ops}/readyz`),
    stopSignal: "SIGTERM",
    hurrySignal: "SIGKILL",
    stopTimeoutMs: 15_000,
    startTimeoutMs: 60_000,
    startTries: 2,
  };
}
