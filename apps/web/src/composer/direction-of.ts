/**
 * How a field with this text runs: as its first letter. `dir="auto"` asks each line, and Chromium takes half a minute for
 * 15 000 of them. Undefined where no letter tells.
 */
export function directionOf(text: string): "ltr" | "rtl" | undefined {
  const [letter] = /\p{L}/u.exec(text) ?? [];
  if (letter === undefined) return undefined;
  return /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/.test(letter) ? "rtl" : "ltr";
}
