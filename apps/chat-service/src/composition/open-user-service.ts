import { UserServiceService } from "@hubbub/grpc-api/users";
import { type GrpcCalls, type Metrics, openGrpcClient } from "@hubbub/service-runtime";
import { Gauge } from "prom-client";
import type { Revocations } from "../identity/revocations.ts";
import { SigningKeys } from "../identity/signing-keys.ts";
import { TokenVerifier } from "../identity/token-verifier.ts";
import { UserDirectory } from "../identity/user-directory.ts";
import { signingKeyRefreshMs, userServiceDeadlineMs } from "../limits.ts";
import type { Instance } from "./instance.ts";
import { keepTrying } from "./keep-trying.ts";
import { openRevocations } from "./open-revocations.ts";

/** What other parts ask of it. */
export type UserServiceCalls = Pick<
  GrpcCalls<typeof UserServiceService>,
  "listDeletedAccounts" | "recordAuditEvents" | "exportAccount" | "setAvatar"
>;

/** Who people are, as the user-service says. Resolves once its keys were read; they are read again every now and then. */
export async function openUserService(instance: Instance): Promise<{
  readonly verifier: TokenVerifier;
  readonly revocations: Revocations;
  readonly users: UserDirectory;
  readonly userService: UserServiceCalls;
}> {
  const { config, life, metrics, tracing, warn } = instance;
  const definition = UserServiceService;
  const address = config.userServiceGrpc;
  const serviceSecret = config.grpc.secret;
  const client = openGrpcClient({
    definition,
    address,
    metrics,
    tracing,
    serviceSecret,
    deadlineMs: userServiceDeadlineMs,
  });
  life.onStop("user-service client", () => client.close());

  const keys = new SigningKeys({
    fetchKeys: async () => (await client.calls.listSigningKeys({})).keys,
    onRefreshFailed: (error) => warn(error, "could not read the signing keys; those known stay"),
  });
  const refresh = setInterval(() => void keys.refresh(), signingKeyRefreshMs);
  life.onStop("signing keys", () => clearInterval(refresh));

  const users = new UserDirectory(async (wanted) => {
    const answer = await client.calls.batchGetUsers(wanted);
    return answer.users.map(({ id, username, deleted = false }) => ({ userId: id, username, isDeleted: deleted }));
  });
  await keepTrying("the user-service's signing keys", () => keys.readFirst(), instance);
  const revocations = await openRevocations(instance);
  const verifier = new TokenVerifier(keys, revocations);
  metrics.caches.set("tokens", verifier.lookups);
  metrics.caches.set("users", users.lookups);
  observeCaches(metrics, { tokens: () => verifier.cachedTokens, users: () => users.cachedUsers });
  return { verifier, revocations, users, userService: client.calls };
}

function observeCaches({ registry }: Metrics, sizes: Readonly<Record<string, () => number>>): void {
  const gauge = new Gauge({
    name: "identity_cache_entries",
    help: "Remembered tokens and accounts.",
    labelNames: ["cache"],
    registers: [registry],
    collect() {
      for (const [cache, size] of Object.entries(sizes)) gauge.set({ cache }, size());
    },
  });
}
