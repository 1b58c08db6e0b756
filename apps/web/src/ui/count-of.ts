const numbers = new Intl.NumberFormat();

/** "1 person", "12 people". */
export function countOf(count: number, one: string, many: string): string {
  return `${numbers.format(count)} ${count === 1 ? one : many}`;
}
