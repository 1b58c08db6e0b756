export interface Bar {
  readonly label: string;
  readonly value: number;
  /** As it stands beside the bar. */
  readonly text: string;
  /** Ours. */
  readonly stressed: boolean;
}

const width = 640;
const labelWidth = 250;
const textWidth = 70;
const barHeight = 22;
const headHeight = 34;

/** Horizontal bars as SVG, legible on a light and on a dark page. */
export function barChart(title: string, bars: readonly Bar[]): string {
  const greatest = Math.max(...bars.map(({ value }) => value), Number.MIN_VALUE);
  const height = headHeight + bars.length * barHeight + 6;
  const rows = bars.map(({ label, value, text, stressed }, index) => {
    const y = headHeight + index * barHeight;
    const length = Math.max((value / greatest) * (width - labelWidth - textWidth), 1).toFixed(1);
    const middle = y + barHeight / 2;
    return `  <text x="${labelWidth - 8}" y="${middle}" text-anchor="end">${escape(label)}</text>
  <rect x="${labelWidth}" y="${y + 3}" width="${length}" height="${barHeight - 6}" rx="2"${stressed ? ' class="ours"' : ""}/>
  <text x="${labelWidth + Number(length) + 6}" y="${middle}">${escape(text)}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escape(title)}">
  <style>
    text { font: 13px system-ui, sans-serif; fill: #1f2328; dominant-baseline: central; }
    .title { font-weight: 600; }
    rect { fill: #8c959f; }
    .ours { fill: #0969da; }
    @media (prefers-color-scheme: dark) {
      text { fill: #e6edf3; }
      rect { fill: #6e7681; }
      .ours { fill: #4493f8; }
    }
  </style>
  <text class="title" x="0" y="14">${escape(title)}</text>
${rows.join("\n")}
</svg>
`;
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
