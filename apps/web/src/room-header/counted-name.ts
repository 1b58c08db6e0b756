import { bareCount } from "../strings/formats.ts";

/** What a button is called that shows a number alone: with the number, also where the language counts in words ("شخصان"). */
export function countedName(label: string, count: number): string {
  const shown = bareCount(count);
  return label.includes(shown) ? label : `${label}: ${shown}`;
}
