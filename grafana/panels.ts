import type { Builder } from "@grafana/grafana-foundation-sdk/cog";
import {
  BigValueGraphMode,
  GraphDrawStyle,
  LegendDisplayMode,
  LegendPlacement,
} from "@grafana/grafana-foundation-sdk/common";
import { VizLegendOptionsBuilder } from "@grafana/grafana-foundation-sdk/common";
import type { Panel } from "@grafana/grafana-foundation-sdk/dashboard";
import { DataqueryBuilder } from "@grafana/grafana-foundation-sdk/prometheus";
import { PanelBuilder as StatPanel } from "@grafana/grafana-foundation-sdk/stat";
import { PanelBuilder as TimeseriesPanel } from "@grafana/grafana-foundation-sdk/timeseries";

/** What a panel shows: PromQL by legend (a Grafana legend format, `{{label}}` and plain text). */
export interface PanelSpec {
  readonly title: string;
  /** What to read from it and what to do about it. */
  readonly about: string;
  readonly unit: string;
  readonly queries: Readonly<Record<string, string>>;
}

export function statPanel({ title, about, unit, queries }: PanelSpec): Builder<Panel> {
  const panel = new StatPanel()
    .title(title)
    .description(about)
    .unit(unit)
    .graphMode(BigValueGraphMode.Area)
    .span(4)
    .height(4);
  for (const query of targets(queries)) panel.withTarget(query);
  return panel;
}

export function timePanel({ title, about, unit, queries }: PanelSpec): Builder<Panel> {
  const panel = new TimeseriesPanel()
    .title(title)
    .description(about)
    .unit(unit)
    .min(0)
    .drawStyle(GraphDrawStyle.Line)
    .fillOpacity(8)
    .lineWidth(1)
    .span(8)
    .height(8)
    .legend(
      new VizLegendOptionsBuilder()
        .showLegend(true)
        .displayMode(LegendDisplayMode.List)
        .placement(LegendPlacement.Bottom),
    );
  for (const query of targets(queries)) panel.withTarget(query);
  return panel;
}

function targets(queries: PanelSpec["queries"]): DataqueryBuilder[] {
  return Object.entries(queries).map(([legend, expr], index) =>
    new DataqueryBuilder().refId("ABCDEFGH".charAt(index)).expr(expr).legendFormat(legend),
  );
}
