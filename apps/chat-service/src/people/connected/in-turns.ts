/** Visits all, so many in one turn of the event loop, that ten thousand do not keep everybody else waiting. */
export async function inTurns<Item>(
  items: Iterable<Item>,
  perTurn: number,
  visit: (item: Item) => void,
): Promise<void> {
  let left = perTurn;
  for (const item of items) {
    visit(item);
    left -= 1;
    if (left > 0) continue;
    left = perTurn;
    await new Promise(setImmediate);
  }
}
