import type { Part } from "../../supervisor/part.ts";
import { exporterPart } from "./exporter-part.ts";

interface NginxExporterOptions {
  readonly command: string;
  readonly port: number;
  /** Of Nginx' stub_status. */
  readonly statusPort: number;
}

/** Once Nginx is there: it ends where Nginx does not answer at its start. */
export function nginxExporterPart({ command, port, statusPort }: NginxExporterOptions): Part {
  return exporterPart({
    name: "nginx-exporter",
    title: "Nginx' exporter",
    command: [
      command,
      `--web.listen-address=127.0.0.1:${port}`,
      `--nginx.scrape-uri=http://127.0.0.1:${statusPort}/stub_status`,
    ],
    port,
  });
}
