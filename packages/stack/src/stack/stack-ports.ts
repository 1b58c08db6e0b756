import { freePort } from "../processes/free-port.ts";
import type { ServicePorts } from "../parts/service-part.ts";

export interface ExporterPorts {
  readonly postgres: number;
  readonly redis: number;
  readonly nginx: number;
  /** Where Nginx itself says how it is, to its exporter. */
  readonly nginxStatus: number;
}

export interface StackPorts {
  readonly postgres: number;
  readonly redis: number;
  readonly prometheus: number;
  readonly exporters: ExporterPorts;
  readonly userService: ServicePorts;
  readonly chat: readonly ServicePorts[];
}

/**
 * Found once for the life of a launcher: a part that comes back is where it was. `edgePort` is the one that people open,
 * free until the last of the parts is started.
 */
export async function findStackPorts(chatInstances: number, edgePort: number, find = freePort): Promise<StackPorts> {
  const taken = new Set([edgePort]);
  const next = async (): Promise<number> => {
    for (;;) {
      const port = await find();
      if (taken.has(port)) continue;
      taken.add(port);
      return port;
    }
  };
  const nextService = async () => ({ http: await next(), grpc: await next(), ops: await next() });
  const chat: ServicePorts[] = [];
  for (let number = 1; number <= chatInstances; number++) chat.push(await nextService());
  return {
    postgres: await next(),
    redis: await next(),
    prometheus: await next(),
    exporters: { postgres: await next(), redis: await next(), nginx: await next(), nginxStatus: await next() },
    userService: await nextService(),
    chat,
  };
}

/** As stack.json names them. */
export function namedServicePorts(name: string, ports: ServicePorts): Record<string, number> {
  return { [name]: ports.http, [`${name}-grpc`]: ports.grpc, [`${name}-ops`]: ports.ops };
}
