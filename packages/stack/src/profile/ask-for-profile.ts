import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

export interface ProfileRequest {
  readonly opsPort: number;
  readonly secret: string;
  readonly kind: "cpu" | "heap";
  readonly seconds: number;
}

/** Past the profile's own time. */
const graceMs = 90_000;

/** Takes a profile of a service on this machine and writes it to a file that its owner alone may read. Throws what the service says against it. */
export async function askForProfile({ opsPort, secret, kind, seconds }: ProfileRequest, path: string): Promise<void> {
  const response = await fetch(`http://127.0.0.1:${opsPort}/profile?kind=${kind}&seconds=${seconds}`, {
    method: "POST",
    headers: { authorization: `Bearer ${secret}` },
    signal: AbortSignal.timeout(seconds * 1_000 + graceMs),
  });
  if (!response.ok || response.body === null) {
    throw new Error(`it answered ${response.status}: ${await response.text()}`);
  }
  await pipeline(Readable.fromWeb(response.body), createWriteStream(path, { mode: 0o600 }));
}
