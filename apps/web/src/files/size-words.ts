import { numberFormat } from "../strings/formats.ts";

const bytes = numberFormat({ style: "unit", unit: "byte", unitDisplay: "long" });
const larger = ["kilobyte", "megabyte", "gigabyte"].map((unit) => ({
  whole: numberFormat({ style: "unit", unit, unitDisplay: "short", maximumFractionDigits: 0 }),
  exact: numberFormat({ style: "unit", unit, unitDisplay: "short", maximumFractionDigits: 1 }),
}));

/** How large a file is, as the language says it: "812 bytes", "18 kB", "2.4 MB". */
export function sizeWords(size: number, locale?: string): string {
  if (size < 1_000) return bytes(locale).format(size);
  // What would round to a thousand is one of the next.
  const power = Math.min(larger.length, Math.floor(Math.log10(Math.max(size, 1) * 1.0005) / 3));
  const value = size / 1_000 ** power;
  const format = larger[power - 1];
  return (value < 10 ? format?.exact : format?.whole)?.(locale).format(value) ?? "";
}
