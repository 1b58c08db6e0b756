import {
  DashboardBuilder,
  DashboardLinkBuilder,
  DashboardLinkType,
  QueryVariableBuilder,
  RowBuilder,
  VariableRefresh,
} from "@grafana/grafana-foundation-sdk/dashboard";
import type { BoardSpec, PanelSpec } from "./panel-spec.ts";
import { statPanel, timePanel } from "./panels.ts";

/** A board with the numbers of its panels, from 1 in the order in which they stand: what an address names (`viewPanel=panel-3`). */
export function numberedPanels({ glance = [], rows }: BoardSpec): ReadonlyMap<PanelSpec, number> {
  return new Map([...glance, ...Object.values(rows).flat()].map((spec, index) => [spec, index + 1]));
}

/** As Grafana provisions it. */
export function buildBoard(board: BoardSpec): unknown {
  const ids = numberedPanels(board);
  const builder = new DashboardBuilder(board.title)
    .uid(board.uid)
    .description(board.about)
    .tags(["hubbub"])
    .refresh("5s")
    .time({ from: "now-15m", to: "now" })
    .timezone("browser")
    .link(
      new DashboardLinkBuilder("hubbub")
        .type(DashboardLinkType.Dashboards)
        .tags(["hubbub"])
        .asDropdown(false)
        .includeVars(true)
        .keepTime(true),
    );
  if (board.isOfLoadTest !== true) builder.withVariable(instances());
  for (const spec of board.glance ?? []) builder.withPanel(statPanel(spec, ids.get(spec) ?? 0));
  for (const [title, specs] of Object.entries(board.rows)) {
    builder.withRow(new RowBuilder(title));
    for (const spec of specs) builder.withPanel(timePanel(spec, ids.get(spec) ?? 0));
  }
  return builder.build();
}

function instances(): QueryVariableBuilder {
  return new QueryVariableBuilder("instance")
    .label("Instance")
    .query("label_values(service_info, instance)")
    .refresh(VariableRefresh.OnTimeRangeChanged)
    .multi(true)
    .includeAll(true)
    .allValue(".*");
}
