import { charts } from "./charts.ts";
import { goalsTable } from "./goals-table.ts";
import { loadSection } from "./load-section.ts";
import type { Published } from "./published.ts";

type PublishedLoad = Published["loads"][number];

/** What stands between the marks of docs/performance.md; its pictures are in `performance/` beside it. */
export function performanceText({ loads }: Published): string {
  const pictures = charts(loads).map(({ name, title }) => `![${title}](performance/${name}.svg)`);
  return [...circumstances(loads), "### Goals", goalsTable(loads), pictures.join("\n"), ...loads.map(loadSection)].join(
    "\n\n",
  );
}

/** Said once for loads that were measured under the same. */
function circumstances(loads: readonly PublishedLoad[]): string[] {
  const groups = Map.groupBy(loads, describe);
  if (groups.size === 1) return [...groups.keys()];
  return [...groups].map(([text, members]) => `**${members.map(({ load }) => load).join(", ")}**: ${text}`);
}

function describe({ date, command, machine, versions, rounds, seconds }: PublishedLoad): string {
  const named = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  const medians = rounds === 1 ? "one round" : `medians of ${rounds} rounds`;
  return `\`${command}\`, ${date}, ${medians} of ${seconds} s. ${machine}. ${named.join(", ")}.`;
}
