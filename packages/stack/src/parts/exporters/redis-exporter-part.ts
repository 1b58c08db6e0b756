import type { Part } from "../../supervisor/part.ts";
import { exporterPart } from "./exporter-part.ts";

interface RedisExporterOptions {
  readonly command: string;
  readonly port: number;
  readonly redisPort: number;
  /** Of the user `exporter`. */
  readonly password: string;
}

export function redisExporterPart({ command, port, redisPort, password }: RedisExporterOptions): Part {
  return exporterPart({
    name: "redis-exporter",
    title: "Redis' exporter",
    // Settings and keys are not its business, and it may not ask for them.
    command: [command, `--web.listen-address=127.0.0.1:${port}`, "--config-command=-", "--redis-only-metrics"],
    env: { REDIS_ADDR: `redis://127.0.0.1:${redisPort}`, REDIS_USER: "exporter", REDIS_PASSWORD: password },
    port,
  });
}
