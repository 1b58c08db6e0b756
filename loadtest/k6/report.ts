import type { Metric, RunData } from "./summary.ts";

/** A run as a page of its own: every measure, and what it was held to. */
export function report(title: string, { metrics, state }: RunData): string {
  const all = Object.entries(metrics).flatMap(([name, metric]) =>
    metric === undefined ? [] : [[name, metric] as const],
  );
  const held = all.flatMap(([name, { thresholds = {} }]) =>
    Object.entries(thresholds).map(([threshold, { ok }]) => ({ name, threshold, ok })),
  );
  const isKept = held.every(({ ok }) => ok);
  const rows = held.map(
    ({ name, threshold, ok }) =>
      `<tr><td>${escape(name)}</td><td>${escape(threshold)}</td><td class="${ok ? "well" : "broken"}">${ok ? "kept" : "broken"}</td></tr>`,
  );
  const times = all.filter(([, { values }]) => "med" in values);
  const counts = all.filter(([, { values }]) => !("med" in values));
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>hubbub ${escape(title)}</title><style>${style}</style>
<h1>hubbub ${escape(title)}: <span class="${isKept ? "well" : "broken"}">${isKept ? "passed" : "failed"}</span></h1>
<p>${Math.round(state.testRunDurationMs / 1_000)} s</p>
<h2>Held to</h2><table><tr><th>measure<th>threshold<th>outcome</tr>${rows.join("")}</table>
<h2>Times</h2><table><tr><th>measure<th>median<th>p95<th>p99<th>most</tr>${times.map(timesRow).join("")}</table>
<h2>Counts</h2><table><tr><th>measure<th>values</tr>${counts.map(countsRow).join("")}</table></html>
`;
}

function timesRow([name, { values }]: readonly [string, Metric]): string {
  const columns = ["med", "p(95)", "p(99)", "max"].map((key) => `<td class="number">${ms(values[key])}</td>`);
  return `<tr><td>${escape(name)}</td>${columns.join("")}</tr>`;
}

function countsRow([name, { values }]: readonly [string, Metric]): string {
  const text = Object.entries(values).map(([key, value]) => `${key} ${Number(value.toPrecision(6))}`);
  return `<tr><td>${escape(name)}</td><td>${escape(text.join(" · "))}</td></tr>`;
}

function ms(value: number | undefined): string {
  return value === undefined ? "–" : `${Number(value.toPrecision(3))} ms`;
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

const style = `
  :root { color-scheme: light dark } body { font: 15px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
  h1 { font-size: 1.4rem } h2 { font-size: 1.1rem; margin-top: 2rem } table { border-collapse: collapse; width: 100% }
  th, td { text-align: start; padding: .3rem .6rem; border-bottom: 1px solid #8884 } .number { font-variant-numeric: tabular-nums }
  .well { color: light-dark(#187a3c, #5fd38a) } .broken { color: light-dark(#c01c28, #ff8080); font-weight: 600 }
`;
