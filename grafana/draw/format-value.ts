/** A number as Grafana shows it in that unit. */
export function formatValue(value: number, unit: string): string {
  switch (unit) {
    case "s":
      return value < 0.001
        ? `${digits(value * 1e6)} µs`
        : value < 1
          ? `${digits(value * 1e3)} ms`
          : `${digits(value)} s`;
    case "bytes":
      return scaled(value, 1024, ["B", "KiB", "MiB", "GiB", "TiB"]);
    case "percentunit":
      return `${digits(value * 100)} %`;
    case "ops":
      return `${scaled(value, 1000, ["", "K", "M"])} ops/s`;
    case "reqps":
      return `${scaled(value, 1000, ["", "K", "M"])} req/s`;
    default:
      return scaled(value, 1000, ["", "K", "M"]);
  }
}

function scaled(value: number, base: number, names: readonly string[]): string {
  let power = 0;
  while (Math.abs(value) >= base && power < names.length - 1) {
    value /= base;
    power += 1;
  }
  return `${digits(value)} ${names[power]}`.trim();
}

function digits(value: number): string {
  return String(Number(value.toPrecision(3)));
}
