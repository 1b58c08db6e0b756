import type { Builder } from "@grafana/grafana-foundation-sdk/cog";
import {
  BigValueColorMode,
  BigValueGraphMode,
  GraphDrawStyle,
  GraphThresholdsStyleConfigBuilder,
  GraphThresholdsStyleMode,
  LegendDisplayMode,
  LegendPlacement,
  StackingConfigBuilder,
  StackingMode,
  TooltipDisplayMode,
  VizLegendOptionsBuilder,
  VizTooltipOptionsBuilder,
} from "@grafana/grafana-foundation-sdk/common";
import {
  type Panel,
  type Threshold,
  ThresholdsConfigBuilder,
  ThresholdsMode,
} from "@grafana/grafana-foundation-sdk/dashboard";
import { DataqueryBuilder } from "@grafana/grafana-foundation-sdk/prometheus";
import { PanelBuilder as StatPanel } from "@grafana/grafana-foundation-sdk/stat";
import { PanelBuilder as TimeseriesPanel } from "@grafana/grafana-foundation-sdk/timeseries";
import type { PanelSpec } from "./panel-spec.ts";

/** One number, as it is now. */
export function statPanel(spec: PanelSpec, id: number): Builder<Panel> {
  const panel = new StatPanel()
    .id(id)
    .title(spec.title)
    .description(textOf(spec))
    .unit(spec.unit)
    .graphMode(BigValueGraphMode.Area)
    .colorMode(isJudged(spec) ? BigValueColorMode.BackgroundSolid : BigValueColorMode.Value)
    .thresholds(thresholdsOf(spec))
    .noValue("–")
    .span(4)
    .height(4);
  for (const query of targetsOf(spec)) panel.withTarget(query);
  return panel;
}

/** Lines over time. */
export function timePanel(spec: PanelSpec, id: number): Builder<Panel> {
  const panel = new TimeseriesPanel()
    .id(id)
    .title(spec.title)
    .description(textOf(spec))
    .unit(spec.unit)
    .min(0)
    .drawStyle(GraphDrawStyle.Line)
    .fillOpacity(spec.stacked === true ? 40 : 8)
    .lineWidth(1)
    .stacking(new StackingConfigBuilder().mode(spec.stacked === true ? StackingMode.Normal : StackingMode.None))
    .thresholds(thresholdsOf(spec))
    .thresholdsStyle(
      new GraphThresholdsStyleConfigBuilder().mode(
        isJudged(spec) ? GraphThresholdsStyleMode.Dashed : GraphThresholdsStyleMode.Off,
      ),
    )
    .tooltip(new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Multi))
    .span(8)
    .height(8)
    .legend(
      new VizLegendOptionsBuilder()
        .showLegend(true)
        .displayMode(LegendDisplayMode.List)
        .placement(LegendPlacement.Bottom),
    );
  for (const query of targetsOf(spec)) panel.withTarget(query);
  return panel;
}

function textOf({ about, alerts = [], emptyBecause }: PanelSpec): string {
  const empty = emptyBecause === undefined ? "" : `\n\nWithout data: ${emptyBecause}.`;
  const known = alerts.length === 0 ? "" : `\n\nAlerts: ${alerts.join(", ")} (docs/operations.md).`;
  return `${about}${empty}${known}`;
}

function isJudged({ warnsFrom, failsFrom, failsUpTo }: PanelSpec): boolean {
  return (warnsFrom ?? failsFrom ?? failsUpTo) !== undefined;
}

function thresholdsOf({ warnsFrom, failsFrom, failsUpTo }: PanelSpec): ThresholdsConfigBuilder {
  const steps: Threshold[] = [{ value: null, color: failsUpTo === undefined ? "green" : "red" }];
  if (failsUpTo !== undefined) steps.push({ value: failsUpTo + 0.001, color: "green" });
  if (warnsFrom !== undefined) steps.push({ value: warnsFrom, color: "orange" });
  if (failsFrom !== undefined) steps.push({ value: failsFrom, color: "red" });
  return new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps(steps);
}

function targetsOf({ queries }: PanelSpec): DataqueryBuilder[] {
  return Object.entries(queries).map(([legend, expr], index) =>
    new DataqueryBuilder().refId("ABCDEFGHIJKL".charAt(index)).expr(expr).legendFormat(legend),
  );
}
