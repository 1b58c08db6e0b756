import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { AppError } from "@hubbub/errors";
import { allowOrigin } from "./allow-origin.ts";
import { endWithProblem } from "./end-with-problem.ts";
import { forwardRequest, forwardUpload } from "./forward-request.ts";
import { forwardUpgrade } from "./forward-upgrade.ts";
import { headersTimeoutMs, maxBodyBytes, maxHeaderBytes, timeoutCheckMs, uploadTimeoutMs } from "./limits.ts";
import { refuseMalformed } from "./refuse-malformed.ts";
import { type Route, routeOf, takesFile } from "./route.ts";
import { sendProblem } from "./send-problem.ts";
import { serveWeb } from "./serve-web.ts";
import { portsFor, type Upstreams } from "./upstreams.ts";

export interface ProxyOptions extends Upstreams {
  readonly host: string;
  readonly port: number;
  readonly webRoot: string;
  /** Of a file that is sent. */
  readonly maxFileBytes: number;
  /** Whose pages may read what it refuses. */
  readonly allowedOrigins: readonly string[];
}

/** A small stand-in for Nginx: its routes and its headers, without its limits for each address. */
export async function startProxy(options: ProxyOptions): Promise<{ stop(): Promise<void> }> {
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    const path = pathOf(request);
    const route = routeOf(path);
    if (isMalformed(request, path)) {
      sendProblem(response, "invalid_argument", "The request line or a header is malformed.");
      return;
    }
    if (route !== "web") allowOrigin(options.allowedOrigins, request, response);
    const answered =
      route === "web"
        ? serveWeb(options.webRoot, path, request, response)
        : forward(route, path, options, request, response);
    answered.catch(() => sendProblem(response, "unavailable", "The service behind this address does not answer."));
  };
  const server = createServer(serverOptions, answer);
  // Node would refuse what it does not know of, with nothing; Nginx goes on.
  server.on("checkExpectation", answer);
  server.on("clientError", refuseMalformed);
  server.on("connect", (_, client) => refuseMalformed(new Error("CONNECT"), client));
  server.on("upgrade", (request, client, head) => {
    if (routeOf(pathOf(request)) === "chat" && isWebSocket(request)) {
      void forwardUpgrade(portsFor("chat", request, options), request, client, head);
    } else {
      endWithProblem(client, new AppError("route_not_found"));
    }
  });
  server.listen({ host: options.host, port: options.port, exclusive: true });
  await once(server, "listening");
  return {
    async stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function forward(
  route: Exclude<Route, "web">,
  path: string,
  options: ProxyOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const ports = portsFor(route, request, options);
  return takesFile(path)
    ? forwardUpload(ports, options.maxFileBytes, request, response)
    : forwardRequest(ports, maxBodyBytes[route], request, response);
}

const serverOptions = {
  maxHeaderSize: maxHeaderBytes,
  headersTimeout: headersTimeoutMs,
  // Of the longest; smaller bodies have less.
  requestTimeout: uploadTimeoutMs,
  connectionsCheckingInterval: timeoutCheckMs,
  // Its refusal has no body.
  requireHostHeader: false,
};

/** What Node's parser lets through and Nginx does not. */
function isMalformed({ headers, httpVersion }: IncomingMessage, path: string): boolean {
  return path.includes("%00") || (headers.host === undefined && httpVersion === "1.1");
}

/** Another protocol must not pass under its name. */
function isWebSocket({ method, headers }: IncomingMessage): boolean {
  return method === "GET" && headers.upgrade?.toLowerCase() === "websocket";
}

function pathOf(request: IncomingMessage): string {
  return (request.url ?? "/").split("?")[0] ?? "/";
}
