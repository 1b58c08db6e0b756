import type { ChaosClient } from "../../load/chaos-client.ts";
import type { FaultRun } from "../../run/scenario.ts";

interface Heard {
  readonly load: { readonly clients: readonly Pick<ChaosClient, "longestSilenceMs">[] };
  readonly expect: FaultRun["expect"];
}

/** No client went without a log frame for longer. */
export function expectShortSilence({ load, expect }: Heard, atMostMs: number): void {
  const longest = Math.max(...load.clients.map(({ longestSilenceMs }) => longestSilenceMs));
  expect(
    `nobody waits for more than ${atMostMs} ms for the next message; someone did for ${longest}`,
    longest <= atMostMs,
  );
}
