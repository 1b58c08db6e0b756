import type { FigureName } from "../figures/figures.ts";
import type { LoadResult } from "../results.ts";
import { serverTitles } from "../servers/bench-server.ts";
import { barChart } from "./bar-chart.ts";
import { figureColumns } from "./figure-columns.ts";

interface Chart {
  /** Of its file, without `.svg`. */
  readonly name: string;
  readonly title: string;
  readonly svg: string;
}

/** The figure of each load that says most. */
const pictured: readonly (readonly [load: string, figure: FigureName])[] = [
  ["rooms", "chatCpuUsPerDelivery"],
  ["many", "chatCpuUsPerDelivery"],
  ["hot100", "chatCpuUsPerDelivery"],
  ["idle", "rssBytesPerConnection"],
  ["storm", "cpuUsPerJoin"],
  ["ingest", "committedPerSecond"],
];

export function charts(results: readonly LoadResult[]): Chart[] {
  return pictured.flatMap(([name, figure]) => {
    const servers = results.find(({ load }) => load === name)?.servers ?? [];
    const column = figureColumns[figure];
    const bars = servers.flatMap(({ server, figures }) => {
      const value = figures[figure];
      if (value === undefined) return [];
      const stressed = server.startsWith("hubbub");
      return [{ label: serverTitles[server], value, text: column.show(value), stressed }];
    });
    const title = `${name}: ${column.title}`;
    return bars.length < 2 ? [] : [{ name, title, svg: barChart(title, bars) }];
  });
}
