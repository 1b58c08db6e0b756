import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { BlockList } from "node:net";
import { pipeline } from "node:stream/promises";
import { getHeapSnapshot } from "node:v8";
import { bearerToken } from "../bearer-token.ts";
import type { Logger } from "../create-logger.ts";
import { maxProfileBytes, maxProfileSeconds, maxSnapshotHeapBytes, profileSendMs } from "../limits.ts";
import { takeCpuProfile } from "./take-cpu-profile.ts";

export interface ProfileRouteOptions {
  /** Who gives it may look into the process. Empty: nobody may, and there is no such route. */
  readonly secret: string;
  readonly logger: Logger;
}

/** Answers a request for a profile. */
export type ProfileRoute = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/**
 * `POST /profile?kind=cpu&seconds=20` answers with a `.cpuprofile`, `?kind=heap` with a `.heapsnapshot`, which holds all
 * that the process does: tokens, keys, messages. So it is for this machine itself, and for who knows the secret.
 * One at a time. undefined without a secret.
 */
export function profileRoute({ secret, logger }: ProfileRouteOptions): ProfileRoute | undefined {
  if (secret === "") return undefined;
  let isBusy = false;
  return async (request, response) => {
    const wanted = readRequest(request, secret);
    if ("status" in wanted) return refuse(response, wanted);
    if (isBusy) return refuse(response, { status: 409, error: "another profile is being taken" });
    isBusy = true;
    try {
      logger.warn(wanted, "a profile is being taken");
      if (wanted.kind === "heap") await sendHeap(response);
      else await sendCpu(response, wanted.seconds);
    } finally {
      isBusy = false;
    }
  };
}

interface Refusal {
  readonly status: number;
  readonly error: string;
}

type Wanted = { readonly kind: "cpu"; readonly seconds: number } | { readonly kind: "heap" };

function readRequest({ method, url = "/", socket, headers }: IncomingMessage, secret: string): Wanted | Refusal {
  if (!isLoopback(socket.remoteAddress)) return { status: 403, error: "profiles are for this machine itself" };
  if (!isSame(bearerToken(headers.authorization) ?? "", secret)) return { status: 401, error: "OPS_SECRET is missing" };
  if (method !== "POST") return { status: 405, error: "use POST" };
  const query = new URLSearchParams(url.split("?", 2)[1]);
  const kind = query.get("kind") ?? "cpu";
  if (kind === "heap") return { kind };
  const text = query.get("seconds") ?? "20";
  const seconds = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (kind !== "cpu") return { status: 400, error: "kind is cpu or heap" };
  if (seconds >= 1 && seconds <= maxProfileSeconds) return { kind, seconds };
  return { status: 400, error: `seconds is a whole number from 1 to ${maxProfileSeconds}` };
}

const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8);
loopback.addAddress("::1", "ipv6");

function isLoopback(address = ""): boolean {
  const v4 = address.replace(/^::ffff:/, "");
  return loopback.check(v4, v4.includes(":") ? "ipv6" : "ipv4");
}

/** In a time that tells nothing of where they differ. */
function isSame(given: string, secret: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(secret));
}

async function sendCpu(response: ServerResponse, seconds: number): Promise<void> {
  const left = new AbortController();
  response.once("close", () => left.abort());
  const profile = await takeCpuProfile(seconds, left.signal);
  if (left.signal.aborted) return;
  if (profile.length > maxProfileBytes) return refuse(response, { status: 500, error: "the profile is too large" });
  response.writeHead(200, { "content-type": "application/json", "cache-control": "no-store" }).end(profile);
}

/** The process stands still while it is taken, for about a second for each 100 MiB. */
async function sendHeap(response: ServerResponse): Promise<void> {
  const { heapUsed } = process.memoryUsage();
  if (heapUsed > maxSnapshotHeapBytes) {
    const megabytes = (bytes: number) => Math.round(bytes / 2 ** 20);
    const error = `the heap has ${megabytes(heapUsed)} MiB; above ${megabytes(maxSnapshotHeapBytes)} it stands still too long`;
    return refuse(response, { status: 409, error });
  }
  response.writeHead(200, { "content-type": "application/json", "cache-control": "no-store" });
  // Until it is sent the snapshot is held beside the heap itself.
  await pipeline(getHeapSnapshot(), response, { signal: AbortSignal.timeout(profileSendMs) });
}

function refuse(response: ServerResponse, { status, error }: Refusal): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify({ error }));
}
