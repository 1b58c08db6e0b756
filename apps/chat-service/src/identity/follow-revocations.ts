import { setTimeout as delay } from "node:timers/promises";
import { revocationRetryMs } from "../limits.ts";
import type { RevocationNews, Revocations } from "./revocations.ts";

interface Options {
  /** Everything that still matters, then what is revoked from then on. */
  readonly watch: (signal: AbortSignal) => AsyncIterable<RevocationNews>;
  readonly onUp: () => void;
  readonly onDown: (error: unknown) => void;
}

/** Reads what the user-service revokes for as long as `signal` lets it; where it is away, again soon after it came back. */
export async function followRevocations(
  revocations: Revocations,
  { watch, onUp, onDown }: Options,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      for await (const news of watch(signal)) {
        revocations.learn(news, Date.now());
        onUp();
      }
      onDown(undefined);
    } catch (error) {
      if (!signal.aborted) onDown(error);
    }
    await delay(revocationRetryMs, undefined, { signal }).catch(() => undefined);
  }
}
