import { settings } from "./k6/settings.ts";
import { type RunData, summary } from "./k6/summary.ts";

// What smoke does, for long: half an hour, or as long as DURATION says. Look at memory and queues (Grafana, *Runtime* and *Data*) meanwhile.

export { default, options, setup } from "./smoke.ts";

export function handleSummary(data: RunData): Record<string, string> {
  return summary(`soak, ${settings.users} users`, data);
}
