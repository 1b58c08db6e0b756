/** One metric as `/metrics` shows it. */
export interface ShownMetric {
  readonly name: string;
  readonly type: string;
  readonly help: string;
  readonly samples: readonly { readonly labels: Readonly<Record<string, string>>; readonly value: number }[];
}

/** Reads Prometheus' text format. The buckets of a histogram are its samples too, without their `le`. */
export async function readMetrics(port: number | undefined): Promise<ReadonlyMap<string, ShownMetric>> {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  const families = text.split(/^(?=# HELP )/m).map((family): ShownMetric => {
    const [help = "", type = "", ...lines] = family.trim().split("\n");
    const [, name = "", says = ""] = /^# HELP (\w+) (.*)$/.exec(help) ?? [];
    return { name, type: type.split(" ")[3] ?? "", help: says, samples: lines.map(toSample) };
  });
  return new Map(families.map((family) => [family.name, family]));
}

function toSample(line: string) {
  const [, labelText = "", value = ""] = /^\w+(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
  const labels = [...labelText.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, name = "", text = ""]) => [name, text]);
  return { labels: Object.fromEntries(labels.filter(([name]) => name !== "le")), value: Number(value) };
}
