import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Logger } from "./create-logger.ts";
import type { Metrics } from "./create-metrics.ts";
import { profileRoute, type ProfileRoute } from "./profile/profile-route.ts";

export interface Readiness {
  readonly ready: boolean;
  /** Shown in the answer, such as `{ postgres: "up", broker: "away" }`. */
  readonly details: Readonly<Record<string, string>>;
}

export interface OpsOptions {
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  readonly metrics: Metrics;
  readonly logger: Logger;
  readonly checkReadiness: () => Promise<Readiness>;
  /** A check that takes longer counts as not ready. */
  readonly readinessTimeoutMs?: number;
  /** Who gives it may take profiles; left out, or empty: nobody. */
  readonly secret?: string;
}

export interface RunningServer {
  readonly port: number;
  stop(): Promise<void>;
}

/** The operations port: GET /metrics, /livez (the event loop turns), /readyz (200 or 503, JSON); POST /profile with the secret. */
export async function serveOps(options: OpsOptions): Promise<RunningServer> {
  const profile = profileRoute({ secret: options.secret ?? "", logger: options.logger });
  const server = createServer((request, response) => {
    void answer(options, request, response, profile).catch((err: unknown) => {
      options.logger.error({ err }, "the ops port failed to answer");
      if (response.headersSent) response.destroy();
      else response.writeHead(500).end();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(options.port, options.host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  options: OpsOptions,
  request: IncomingMessage,
  response: ServerResponse,
  profile: ProfileRoute | undefined,
): Promise<void> {
  const path = (request.url ?? "/").split("?", 1)[0];
  if (path === "/metrics") {
    const { registry } = options.metrics;
    response.writeHead(200, { "content-type": registry.contentType }).end(await registry.metrics());
  } else if (path === "/livez") {
    sendJson(response, 200, { status: "live" });
  } else if (path === "/readyz") {
    const { ready, details } = await readiness(options);
    sendJson(response, ready ? 200 : 503, { status: ready ? "ready" : "not ready", ...details });
  } else if (path === "/profile" && profile !== undefined) {
    await profile(request, response);
  } else {
    sendJson(response, 404, { error: "try /metrics, /livez or /readyz" });
  }
}

async function readiness({ checkReadiness, logger, readinessTimeoutMs = 1000 }: OpsOptions): Promise<Readiness> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Readiness>((resolve) => {
    timer = setTimeout(() => resolve({ ready: false, details: { check: "timed out" } }), readinessTimeoutMs);
  });
  try {
    return await Promise.race([checkReadiness(), late]);
  } catch (err) {
    logger.warn({ err }, "the readiness check failed");
    return { ready: false, details: { check: "failed" } };
  } finally {
    clearTimeout(timer);
  }
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response
    .writeHead(status, { "content-type": "application/json", "cache-control": "no-store" })
    .end(JSON.stringify(body));
}
