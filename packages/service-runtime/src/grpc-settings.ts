import type { ConfigProblem } from "./config-error.ts";
import type { ReadSoFar } from "./read-config.ts";
import { setting } from "./setting.ts";

/** The settings of a gRPC server, the same for every service. */
export const grpcSettings = {
  /** The same for all services: they prove themselves to each other with it. */
  secret: setting.token("GRPC_SECRET", { secret: true, minLength: 16, default: "" }),
  /** Whether a service without it is refused. The next release takes it as `on`. */
  secretRequired: setting.onOff("GRPC_SECRET_REQUIRED", { file: true, default: "off" }),
  /** Whether anybody who reaches the port is told which methods there are. */
  reflection: setting.onOff("GRPC_REFLECTION", { default: "off" }),
} as const;

/** What of them contradicts each other. */
export function grpcContradictions({
  secret,
  secretRequired,
}: ReadSoFar<typeof grpcSettings>): readonly ConfigProblem[] {
  if (secretRequired !== "on" || secret !== "") return [];
  const problem = "is missing (give it, or a file's path in GRPC_SECRET_FILE): GRPC_SECRET_REQUIRED is on";
  return [{ name: "GRPC_SECRET", problem }];
}
