import { RevocationServiceService } from "@hubbub/grpc-api/revocations";
import { openGrpcClient } from "@hubbub/service-runtime";
import { Counter, Gauge } from "prom-client";
import { followRevocations } from "../identity/follow-revocations.ts";
import { Revocations } from "../identity/revocations.ts";
import { revocationRetryMs, revocationStartWaitMs, revocationSweepMs } from "../limits.ts";
import type { Instance } from "./instance.ts";

/**
 * What the user-service revokes. Resolves once it was heard for the first time, so that nothing is missed that happened
 * while this instance was down; a user-service that cannot tell, of an earlier release perhaps, is not waited for long.
 */
export async function openRevocations({ config, life, metrics, warn }: Instance): Promise<Revocations> {
  const definition = RevocationServiceService;
  const client = openGrpcClient({
    definition,
    address: config.userServiceGrpc,
    metrics,
    serviceSecret: config.grpc.secret,
    maxReconnectMs: revocationRetryMs,
  });
  const stopping = new AbortController();
  const revocations = new Revocations({ onChecked: () => state === "up" || unchecked.inc() });
  const { promise: heard, resolve } = Promise.withResolvers<void>();
  let state: "unheard" | "up" | "down" = "unheard";
  const following = followRevocations(
    revocations,
    {
      watch: (signal) => client.streams.watchRevocations({}, signal),
      onUp() {
        state = "up";
        resolve();
      },
      onDown(error) {
        if (state !== "down") warn(error, "revocations cannot be heard: tokens are good until they expire");
        state = "down";
      },
    },
    stopping.signal,
  );
  const sweep = setInterval(() => revocations.forget(Date.now()), revocationSweepMs);
  life.onStop("revocations", async () => {
    clearInterval(sweep);
    stopping.abort();
    await following;
    client.close();
  });

  const registers = [metrics.registry];
  const known: Gauge = new Gauge({
    name: "revocations_known",
    help: "Sessions and admins whose tokens are refused although they have not expired.",
    registers,
    collect: () => known.set(revocations.size),
  });
  const up: Gauge = new Gauge({
    name: "revocations_up",
    help: "1 while revocations are heard at once, 0 while tokens are good until they expire.",
    registers,
    collect: () => up.set(state === "up" ? 1 : 0),
  });
  const unchecked = new Counter({
    name: "tokens_unchecked_total",
    help: "Tokens taken while revocations could not be heard.",
    registers,
  });

  const timeout = setTimeout(resolve, revocationStartWaitMs);
  await heard;
  clearTimeout(timeout);
  return revocations;
}
