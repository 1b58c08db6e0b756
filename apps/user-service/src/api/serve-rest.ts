import { setTimeout as delay } from "node:timers/promises";
import { readDescriptorImage } from "@hubbub/grpc-api";
import { userRpcs } from "@hubbub/grpc-api/rpcs";
import { tokenUse } from "@hubbub/grpc-api/token-use";
import type { UserServiceServer } from "@hubbub/grpc-api/users";
import { listenHttp, registerRestRoutes, watchedOrigins } from "@hubbub/rest-gateway";
import type { CallContext, Handlers, Logger, Metrics, RunningServer, Tracing } from "@hubbub/service-runtime";
import { App } from "uWebSockets.js";
import { httpStopTimeoutMs, maxBodyBytes } from "../limits.ts";
import { refreshCookieName } from "../sessions/refresh-cookie.ts";

export interface RestServerOptions {
  readonly host: string;
  readonly port: number;
  readonly handlers: Handlers<UserServiceServer>;
  /** What an rpc's request must pass before its body is read. */
  readonly beforeBody: (rpc: string, call: CallContext) => Promise<void>;
  readonly allowedOrigins: readonly string[];
  readonly metrics: Metrics;
  readonly logger: Logger;
  readonly tracing: Tracing | undefined;
}

/** Its stop takes no new connections, lets the requests under way be answered, and closes the rest. */
export async function serveRest(options: RestServerOptions): Promise<RunningServer> {
  const { host, port, handlers, beforeBody, allowedOrigins, metrics, logger, tracing } = options;
  const app = App();
  let draining = false;
  registerRestRoutes(app, {
    image: readDescriptorImage(),
    services: [{ name: "hubbub.user.v1.UserService", handlers, rpcs: userRpcs, maxBodyBytes }],
    needsToken: (rpc) => tokenUse(rpc) === "needed",
    beforeBody,
    origins: watchedOrigins(allowedOrigins, logger),
    sessionCookie: { name: refreshCookieName, countsFor: (rpc) => cookieRpcs.has(rpc) },
    logger,
    metrics,
    tracing,
    isDraining: () => draining,
  });
  const listening = await listenHttp(app, { host, port });
  return {
    port: listening.port,
    stop: async () => {
      draining = true;
      listening.stopListening();
      await allAnswered(metrics);
      app.close();
    },
  };
}

const cookieRpcs = new Set(["hubbub.user.v1.UserService.Refresh", "hubbub.user.v1.UserService.Logout"]);

async function allAnswered({ httpInFlight }: Metrics): Promise<void> {
  const giveUpAtMs = performance.now() + httpStopTimeoutMs;
  while (performance.now() < giveUpAtMs) {
    const { values } = await httpInFlight.get();
    if (values.every(({ value }) => value === 0)) return;
    await delay(10);
  }
}
