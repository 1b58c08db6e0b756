import type { ChatInstance } from "./start-chat-stack.ts";

/** The value of one series, named as /metrics writes it; 0 where there is none. */
export async function metricOf({ opsPort }: Pick<ChatInstance, "opsPort">, series: string): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${opsPort}/metrics`)).text();
  const line = text.split("\n").find((one) => one.startsWith(`${series} `));
  return Number(line?.slice(series.length) ?? 0);
}
