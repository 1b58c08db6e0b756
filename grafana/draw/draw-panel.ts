import type { PanelSpec } from "../panel-spec.ts";
import { formatValue } from "./format-value.ts";
import type { Line, Range } from "./read-panel.ts";

const [width, height] = [560, 180];
/** Left of the lines stand the values, below them the times. */
const [left, bottom, top] = [72, 20, 8];
const colors = ["#73bf69", "#f2cc0c", "#5794f2", "#ff9830", "#b877d9", "#f2495c", "#8ab8ff", "#c0d8ff", "#ffa6b0"];

/** A panel with its lines, as HTML. */
export function drawPanel(spec: PanelSpec, lines: readonly Line[], range: Pick<Range, "from" | "to">): string {
  const drawn = spec.stacked === true ? stacked(lines) : lines;
  const values = drawn.flatMap(({ points }) => points.map(([, value]) => value).filter(Number.isFinite));
  const most = Math.max(...values, 0) || 1;
  const x = (at: number) => left + ((at - range.from) / (range.to - range.from)) * (width - left - 8);
  const y = (value: number) => height - bottom - (value / (most * 1.08)) * (height - bottom - top);
  const grid = [0, 0.5, 1].map((share) => {
    const at = y(most * share);
    return `<line x1="${left}" x2="${width - 8}" y1="${at}" y2="${at}" class="grid"/><text x="${left - 6}" y="${at + 4}" class="y">${escape(formatValue(most * share, spec.unit))}</text>`;
  });
  const times = [range.from, (range.from + range.to) / 2, range.to].map(
    (at, index) =>
      `<text x="${x(at)}" y="${height - 4}" text-anchor="${["start", "middle", "end"][index]}">${clock(at)}</text>`,
  );
  const limits = [
    [spec.warnsFrom, "#ff9830"],
    [spec.failsFrom, "#f2495c"],
  ] as const;
  const dashes = limits.map(([value, color]) =>
    value === undefined || value > most * 1.08
      ? ""
      : `<line x1="${left}" x2="${width - 8}" y1="${y(value)}" y2="${y(value)}" stroke="${color}" stroke-dasharray="6 5"/>`,
  );
  const paths = drawn.map(
    ({ points }, index) =>
      `<path d="${pathOf(points, x, y)}" fill="none" stroke="${colors[index % colors.length]}" stroke-width="1.6"/>`,
  );
  const legend = lines.map(({ name, points }, index) => {
    const last = points.findLast(([, value]) => Number.isFinite(value))?.[1];
    const now = last === undefined ? "no value" : formatValue(last, spec.unit);
    return `<li><i style="background:${colors[index % colors.length]}"></i>${escape(name || "value")} <b>${escape(now)}</b></li>`;
  });
  const empty = `<p class="${spec.emptyBecause === undefined ? "wrong" : "empty"}">No data${spec.emptyBecause === undefined ? "" : `: ${escape(spec.emptyBecause)}`}</p>`;
  const picture = `<svg viewBox="0 0 ${width} ${height}">${grid.join("")}${times.join("")}${dashes.join("")}${paths.join("")}</svg>`;
  return `<article><h3>${escape(spec.title)}</h3>${values.length === 0 ? empty : picture}<ul>${legend.join("")}</ul></article>`;
}

/** The number that it has now. */
export function drawNumber(spec: PanelSpec, lines: readonly Line[]): string {
  const value = lines[0]?.points.findLast(([, one]) => Number.isFinite(one))?.[1];
  const state = value === undefined ? "none" : stateOf(spec, value);
  const text = value === undefined ? "–" : formatValue(value, spec.unit);
  return `<article class="number ${state}"><h3>${escape(spec.title)}</h3><strong>${escape(text)}</strong></article>`;
}

function stateOf({ warnsFrom, failsFrom, failsUpTo }: PanelSpec, value: number): string {
  if ((failsFrom !== undefined && value >= failsFrom) || (failsUpTo !== undefined && value <= failsUpTo))
    return "fails";
  if (warnsFrom !== undefined && value >= warnsFrom) return "warns";
  return warnsFrom === undefined && failsFrom === undefined ? "plain" : "well";
}

/** Each line on those before it, where they have a value at the same time. */
function stacked(lines: readonly Line[]): Line[] {
  const heights = new Map<number, number>();
  return lines.map(({ name, points }) => ({
    name,
    points: points.map(([at, value]) => {
      const sum = (heights.get(at) ?? 0) + (Number.isFinite(value) ? value : 0);
      heights.set(at, sum);
      return [at, sum] as const;
    }),
  }));
}

function pathOf(points: Line["points"], x: (at: number) => number, y: (value: number) => number): string {
  let isDown = false;
  return points
    .map(([at, value]) => {
      const step = Number.isFinite(value) ? `${isDown ? "L" : "M"}${x(at).toFixed(1)} ${y(value).toFixed(1)}` : "";
      isDown = step !== "";
      return step;
    })
    .join("");
}

function clock(seconds: number): string {
  return new Date(seconds * 1_000).toISOString().slice(11, 19);
}

export function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
