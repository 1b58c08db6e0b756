import { figureNames } from "../figures/figures.ts";
import type { LoadResult } from "../results.ts";
import { serverTitles } from "../servers/bench-server.ts";
import { figureColumns } from "./figure-columns.ts";
import { renderTable } from "./render-table.ts";

/** A load's figures: a row for each server, a column for each figure that was measured. */
export function loadSection({ load, title, servers }: LoadResult): string {
  const names = figureNames.filter((name) => servers.some(({ figures }) => figures[name] !== undefined));
  const rows = servers.map(({ server, figures }) => [
    serverTitles[server],
    ...names.map((name) => {
      const value = figures[name];
      return value === undefined ? "" : figureColumns[name].show(value);
    }),
  ]);
  return `### ${load}: ${title}\n\n${renderTable(["", ...names.map((name) => figureColumns[name].title)], rows)}`;
}
