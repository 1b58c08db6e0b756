/** Does `work` for each, `atATime` at once. Answers what it answered, in order. */
export async function forEachAtOnce<Item, Answer>(
  items: readonly Item[],
  atATime: number,
  work: (item: Item) => Promise<Answer>,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  let next = 0;
  const worker = async () => {
    for (let at = next++; at < items.length; at = next++) answers[at] = await work(items[at]!);
  };
  await Promise.all(Array.from({ length: atATime }, worker));
  return answers;
}
