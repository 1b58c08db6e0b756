const mark = /^\s*\/\* prepared ([a-z_]+) \*\//;

/** Under which name a statement is prepared (`prepared`); undefined where it is not. */
export function preparedName(text: string): string | undefined {
  return mark.exec(text)?.[1];
}
