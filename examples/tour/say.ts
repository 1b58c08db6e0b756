/** What the tour tells of one stop. */
export function say(line: string): void {
  console.log(`  ${line}`);
}
