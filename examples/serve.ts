/**
 * Serves raw.html beside a hubbub that runs, on one address: a browser lets a page talk to its own address only.
 *
 *     node examples/serve.ts        then open http://localhost:8081
 *
 * HUBBUB_URL   where hubbub is (http://localhost:8080)
 * PORT         where the page is (8081)
 */
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, request } from "node:http";
import type { AddressInfo } from "node:net";

const hubbub = new URL(process.env["HUBBUB_URL"] ?? "http://localhost:8080");
const page = readFileSync(new URL("raw.html", import.meta.url));

const server = createServer((asked, answer) => {
  if (asked.url === "/") return void answer.setHeader("content-type", "text/html").end(page);
  const forwarded = forward(asked).on("response", (response) => {
    answer.writeHead(response.statusCode ?? 502, response.headers);
    response.pipe(answer);
  });
  forwarded.on("error", () => answer.writeHead(502).end());
  asked.pipe(forwarded);
});

server.on("upgrade", (asked: IncomingMessage, browser) => {
  const forwarded = forward(asked).on("upgrade", (response, hub, head) => {
    const lines = response.rawHeaders.flatMap((name, n, all) => (n % 2 === 0 ? [`${name}: ${all[n + 1]}`] : []));
    browser.write(["HTTP/1.1 101 Switching Protocols", ...lines, "", ""].join("\r\n"));
    browser.write(head);
    hub.pipe(browser).pipe(hub);
    hub.on("error", () => browser.destroy()).on("close", () => browser.destroy());
    browser.on("error", () => hub.destroy()).on("close", () => hub.destroy());
  });
  forwarded.on("response", () => browser.destroy()).on("error", () => browser.destroy());
  forwarded.end();
});

server.listen(Number(process.env["PORT"] ?? 8081), "127.0.0.1");
await once(server, "listening");
console.log(`http://localhost:${(server.address() as AddressInfo).port}`);

function forward({ method, url, headers }: IncomingMessage) {
  const { hostname, port } = hubbub;
  return request({
    hostname,
    port,
    method,
    path: url,
    headers: { ...headers, host: hubbub.host, "x-forwarded-host": headers.host },
  });
}
