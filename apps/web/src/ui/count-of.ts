const numbers = new Intl.NumberFormat();

/** "1 person", "12 people". */
export function countOf(count: number, one: string, many: string): string {
  return `${bareCount(count)} ${count === 1 ? one : many}`;
}

/** "1,200", where it is clear of what. */
export function bareCount(count: number): string {
  return numbers.format(count);
}
