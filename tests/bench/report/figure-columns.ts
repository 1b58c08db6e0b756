import type { FigureName } from "../figures/figures.ts";

interface Column {
  readonly title: string;
  readonly show: (value: number) => string;
}

/** How each figure is called and written in a table. */
export const figureColumns: Readonly<Record<FigureName, Column>> = {
  deliveriesPerSecond: { title: "deliveries/s", show: whole },
  p50Ms: { title: "p50 ms", show: precise },
  p99Ms: { title: "p99 ms", show: precise },
  p999Ms: { title: "p99.9 ms", show: precise },
  chatCpuUsPerDelivery: { title: "chat CPU µs/delivery", show: precise },
  cpuUsPerDelivery: { title: "all CPU µs/delivery", show: precise },
  bytesPerDelivery: { title: "bytes/delivery", show: whole },
  rssBytesPerConnection: { title: "RSS KB/connection", show: (value) => precise(value / 1_000) },
  idleCpuPercent: { title: "idle CPU %", show: precise },
  joinsPerSecond: { title: "joins/s", show: whole },
  joinP99Ms: { title: "join p99 ms", show: precise },
  chatCpuUsPerJoin: { title: "chat CPU µs/join", show: whole },
  cpuUsPerJoin: { title: "all CPU µs/join", show: whole },
  committedPerSecond: { title: "committed/s", show: whole },
  chatCpuUsPerCommit: { title: "chat CPU µs/message", show: precise },
  cpuUsPerCommit: { title: "all CPU µs/message", show: precise },
  caughtUpSeconds: { title: "all caught up s", show: precise },
  queriesPerClient: { title: "queries/client", show: (value) => value.toFixed(3) },
  indexedPerSecond: { title: "indexed/s", show: whole },
  commonSearchP95Ms: { title: "common word p95 ms", show: precise },
  rareSearchP95Ms: { title: "rare word p95 ms", show: precise },
  bestSearchP95Ms: { title: "best first p95 ms", show: precise },
  lost: { title: "lost", show: whole },
  duplicated: { title: "duplicated", show: whole },
  generatorCpuPercent: { title: "generator CPU %", show: whole },
  generatorLateMs: { title: "generator late p99 ms", show: precise },
};

function whole(value: number): string {
  return Math.round(value)
    .toString()
    .replaceAll(/\B(?=(\d{3})+$)/g, "\u202f");
}

/** Two digits after the point below ten, one below a hundred, none above. */
function precise(value: number): string {
  const size = Math.abs(value);
  return size >= 100 ? whole(value) : value.toFixed(size >= 10 ? 1 : 2);
}
