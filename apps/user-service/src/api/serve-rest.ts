import { setTimeout as delay } from "node:timers/promises";
import { readDescriptorImage } from "@hubbub/grpc-api";
import type { UserServiceServer } from "@hubbub/grpc-api/users";
import { listenHttp, registerRestRoutes } from "@hubbub/rest-gateway";
import type { Handlers, Logger, Metrics, RunningServer } from "@hubbub/service-runtime";
import { App } from "uWebSockets.js";
import { httpStopTimeoutMs } from "../limits.ts";

export interface RestServerOptions {
  readonly host: string;
  readonly port: number;
  readonly handlers: Handlers<UserServiceServer>;
  readonly metrics: Metrics;
  readonly logger: Logger;
}

/** Its stop takes no new connections, lets the requests under way be answered, and closes the rest. */
export async function serveRest(options: RestServerOptions): Promise<RunningServer> {
  const { host, port, handlers, metrics, logger } = options;
  const app = App();
  let draining = false;
  registerRestRoutes(app, {
    image: readDescriptorImage(),
    services: [{ name: "hubbub.user.v1.UserService", handlers }],
    logger,
    metrics,
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

async function allAnswered({ httpInFlight }: Metrics): Promise<void> {
  const giveUpAtMs = performance.now() + httpStopTimeoutMs;
  while (performance.now() < giveUpAtMs) {
    const { values } = await httpInFlight.get();
    if (values.every(({ value }) => value === 0)) return;
    await delay(10);
  }
}
