import type { ChaosClient } from "../../load/chaos-client.ts";
import type { FaultRun } from "../../run/scenario.ts";

/** How soon a lost or late publication is made good. */
const healedWithinMs = 5_000;

/** Each of these clients had every message within 5 s of its commit. */
export function expectPromptDelivery(
  clients: readonly Pick<ChaosClient, "slowestDeliveryMs">[],
  expect: FaultRun["expect"],
): void {
  const slowest = Math.max(...clients.map(({ slowestDeliveryMs }) => slowestDeliveryMs));
  expect(`a message is with everyone within ${healedWithinMs} ms; one took ${slowest}`, slowest <= healedWithinMs);
}
