import { createServer } from "node:http";
import { PostgresExporter } from "./postgres-exporter.ts";

const exporter = new PostgresExporter(process.env["DATABASE_URL"] ?? "");
const server = createServer((request, response) => {
  if (request.url !== "/metrics") {
    response.writeHead(404).end();
    return;
  }
  void exporter
    .read()
    .then((text) => response.writeHead(200, { "content-type": "text/plain; version=0.0.4" }).end(text));
});
server.listen(Number(process.env["EXPORTER_PORT"]), "127.0.0.1");

process.once("SIGTERM", () => {
  server.close(() => void exporter.close());
  server.closeAllConnections();
});
