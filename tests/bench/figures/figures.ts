/** What a run may measure, in the order in which the tables show it. */
export const figureNames = [
  "deliveriesPerSecond",
  "p50Ms",
  "p99Ms",
  "p999Ms",
  "chatCpuUsPerDelivery",
  "cpuUsPerDelivery",
  "bytesPerDelivery",
  "rssBytesPerConnection",
  "idleCpuPercent",
  "joinsPerSecond",
  "joinP99Ms",
  "chatCpuUsPerJoin",
  "cpuUsPerJoin",
  "committedPerSecond",
  "chatCpuUsPerCommit",
  "cpuUsPerCommit",
  "caughtUpSeconds",
  "queriesPerClient",
  "indexedPerSecond",
  "commonSearchP95Ms",
  "rareSearchP95Ms",
  "bestSearchP95Ms",
  "lost",
  "duplicated",
  "generatorCpuPercent",
  "generatorLateMs",
] as const;

export type FigureName = (typeof figureNames)[number];

export type Figures = Readonly<Partial<Record<FigureName, number>>>;
