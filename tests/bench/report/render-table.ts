/** A Markdown table; the first column is text, as others that are named, the rest are figures. */
export function renderTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  texts: readonly string[] = [],
): string {
  const isText = (index: number) => index === 0 || texts.includes(head[index]!);
  const widths = head.map((title, index) => Math.max(title.length, 3, ...rows.map((row) => row[index]!.length)));
  const line = (cells: readonly string[]) => {
    const padded = cells.map((cell, index) =>
      isText(index) ? cell.padEnd(widths[index]!) : cell.padStart(widths[index]!),
    );
    return `| ${padded.join(" | ")} |`;
  };
  const rule = widths.map((width, index) => (isText(index) ? "-".repeat(width) : `${"-".repeat(width - 1)}:`));
  return [line(head), `| ${rule.join(" | ")} |`, ...rows.map(line)].join("\n");
}
