import { createHash, timingSafeEqual } from "node:crypto";
import type { Metadata } from "@grpc/grpc-js";
import { AppError } from "@hubbub/errors";
import type { Logger } from "./create-logger.ts";
import type { Metrics } from "./create-metrics.ts";
import { grpcMethodNames } from "./grpc-definition.ts";
import { callerWarningEveryMs } from "./limits.ts";

/** The metadata key of the services' secret. Not `authorization`: a service may call in the name of a person. */
export const serviceSecretKey = "hubbub-service-secret";

/** How a server tells hubbub's own services from everybody else who reaches its port. */
export interface ServiceCallers {
  /** What they prove themselves with; empty: everybody who reaches the port is believed. */
  readonly secret: string;
  /** `off`: a call without a secret is served and counted, as services of the release before this one make it. */
  readonly secretRequired: "on" | "off";
  /** Of an rpc, as `package.Service.Method`; the others are for people. */
  readonly isForServices: (rpc: string) => boolean;
}

/** Throws `unauthenticated` for a call of a method that is for services by somebody who is none. */
export type CheckCaller = (path: string, metadata: Metadata) => void;

export function callerCheck(
  { secret, secretRequired, isForServices }: ServiceCallers,
  { metrics, logger }: { readonly metrics: Metrics; readonly logger: Logger },
): CheckCaller {
  const expected = digest(secret);
  const warn = seldom((path: string, message: string) => logger.warn({ path }, message));
  return (path, metadata) => {
    const names = grpcMethodNames(path);
    if (!isForServices(`${names.service}.${names.method}`)) return;
    const given = metadata.get(serviceSecretKey)[0]?.toString() ?? "";
    // One without a secret cannot tell a wrong one.
    if (secret === "" || timingSafeEqual(digest(given), expected)) return;
    if (given === "" && secretRequired === "off") {
      metrics.grpcWithoutSecret.inc(names);
      warn(path, "a service calls without the services' secret, as one of an earlier release does: it is served");
      return;
    }
    const what = given === "" ? "without" : "with another secret than";
    warn(path, `refused a call ${what} the services' secret: is GRPC_SECRET the same for all of them?`);
    throw new AppError("unauthenticated", "This method is for hubbub's own services");
  };
}

/** Of one length, whatever the texts': the comparison takes the same time for all. */
function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

/** Whoever calls often must not fill the log. */
function seldom(say: (path: string, message: string) => void): (path: string, message: string) => void {
  let nextMs = 0;
  return (path, message) => {
    if (performance.now() < nextMs) return;
    nextMs = performance.now() + callerWarningEveryMs;
    say(path, message);
  };
}
