import type { BoardSpec, PanelSpec } from "../panel-spec.ts";
import { drawNumber, drawPanel, escape } from "./draw-panel.ts";
import { type Range, readPanel } from "./read-panel.ts";

export interface DrawnBoard {
  readonly html: string;
  /** Panels that should have data, and have none. */
  readonly empty: readonly string[];
}

/** A dashboard with what Prometheus has for it: near enough to Grafana's to see what cannot be read. */
export async function drawBoard(board: BoardSpec, range: Range): Promise<DrawnBoard> {
  const empty: string[] = [];
  const read = async (spec: PanelSpec) => {
    const lines = await readPanel(spec, range);
    const hasData = lines.some(({ points }) => points.some(([, value]) => Number.isFinite(value)));
    if (!hasData && spec.emptyBecause === undefined) empty.push(`${board.title}: ${spec.title}`);
    return lines;
  };
  const numbers = await Promise.all((board.glance ?? []).map(async (spec) => drawNumber(spec, await read(spec))));
  const rows = await Promise.all(
    Object.entries(board.rows).map(async ([title, specs]) => {
      const panels = await Promise.all(specs.map(async (spec) => drawPanel(spec, await read(spec), range)));
      return `<h2>${escape(title)}</h2><section>${panels.join("")}</section>`;
    }),
  );
  const glance = numbers.length === 0 ? "" : `<section class="glance">${numbers.join("")}</section>`;
  const html = `<!doctype html><meta charset="utf-8"><title>${escape(board.title)}</title><style>${style}</style><h1>${escape(board.title)}</h1><p>${escape(board.about)}</p>${glance}${rows.join("")}`;
  return { html, empty };
}

const style = `
  body { margin: 16px; background: #111217; color: #ccccdc; font: 13px/1.4 "DejaVu Sans", sans-serif; }
  h1 { font-size: 20px; margin: 0 } h2 { font-size: 15px; margin: 18px 0 6px } h3 { font-size: 13px; margin: 0 0 4px }
  section { display: grid; grid-template-columns: repeat(3, 1fr); gap: 8px } .glance { grid-template-columns: repeat(6, 1fr); margin-top: 12px }
  article { background: #181b1f; border: 1px solid #2c3235; border-radius: 3px; padding: 8px 10px }
  svg { width: 100%; display: block } text { fill: #9fa7b3; font-size: 11px } .y { text-anchor: end } .grid { stroke: #2c3235 }
  ul { list-style: none; margin: 4px 0 0; padding: 0; display: flex; flex-wrap: wrap; gap: 2px 14px } li i { display: inline-block; width: 12px; height: 3px; margin-right: 5px; vertical-align: middle }
  .number strong { font-size: 28px; display: block; text-align: center; padding: 8px 0 } .well strong { color: #73bf69 }
  .warns { background: #ff9830; color: #111 } .fails { background: #e02f44; color: #fff } .plain strong { color: #8ab8ff }
  .empty, .wrong { height: 120px; display: grid; place-items: center; color: #9fa7b3; margin: 0 } .wrong { color: #f2495c }
`;
