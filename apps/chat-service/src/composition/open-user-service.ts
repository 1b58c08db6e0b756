import { UserServiceService } from "@hubbub/grpc-api/users";
import { type Lifecycle, type Logger, type Metrics, openGrpcClient } from "@hubbub/service-runtime";
import { Gauge } from "prom-client";
import { SigningKeys } from "../identity/signing-keys.ts";
import { TokenVerifier } from "../identity/token-verifier.ts";
import { UserDirectory } from "../identity/user-directory.ts";
import { signingKeyRefreshMs, userServiceDeadlineMs } from "../limits.ts";

/** Who people are, as the user-service at `address` says: its keys are read again every now and then. */
export function openUserService(
  address: string,
  { life, logger, metrics }: { life: Lifecycle; logger: Logger; metrics: Metrics },
): { keys: SigningKeys; verifier: TokenVerifier; users: UserDirectory } {
  const definition = UserServiceService;
  const client = openGrpcClient({ definition, address, metrics, deadlineMs: userServiceDeadlineMs });
  life.onStop("user-service client", () => client.close());

  const keys = new SigningKeys({
    fetchKeys: async () => (await client.calls.listSigningKeys({})).keys,
    onRefreshFailed: (err) => logger.warn({ err }, "could not read the signing keys; those known stay"),
  });
  const refresh = setInterval(() => void keys.refresh(), signingKeyRefreshMs);
  life.onStop("signing keys", () => clearInterval(refresh));

  const users = new UserDirectory(async (wanted) => {
    const answer = await client.calls.batchGetUsers(wanted);
    return answer.users.map(({ id, username }) => ({ userId: id, username }));
  });
  const verifier = new TokenVerifier(keys);
  observeCaches(metrics, { tokens: () => verifier.cachedTokens, users: () => users.cachedUsers });
  return { keys, verifier, users };
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
