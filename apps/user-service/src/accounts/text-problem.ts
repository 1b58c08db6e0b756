/** What is wrong with a text whatever its field: U+0000 cannot be stored by Postgres, a lone surrogate not be encoded. */
export function textProblem(name: string, text: string): string | undefined {
  if (text.includes("\0")) return `${name} must not contain U+0000`;
  if (!text.isWellFormed()) return `${name} must be well-formed Unicode: it contains half of a surrogate pair`;
  return undefined;
}
