/** The heading of the next stop. */
export function stopAt(title: string): void {
  console.log(`\n${title}`);
}
