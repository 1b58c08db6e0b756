/** One page of a list that is read in the order of a key. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** The key after which the next page begins; undefined at the end. */
  readonly next: PageKey | undefined;
}

/** Where a page ends: the values of the columns it is ordered by. */
export type PageKey = readonly (string | number)[];

/** Of `limit + 1` rows read, the first `limit`, and the key of the last of them if there was one more. */
export function toPage<Row, Item>(
  rows: readonly Row[],
  limit: number,
  to: { readonly item: (row: Row) => Item; readonly key: (row: Row) => PageKey },
): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(to.item),
    next: rows.length > limit && last !== undefined ? to.key(last) : undefined,
  };
}
