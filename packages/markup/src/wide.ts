/** Letters and signs of Chinese, Japanese and Korean, for a regular expression's brackets. */
export const wide = String.raw`\u1100-\u11ff\u2e80-\ua4cf\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\u{20000}-\u{3ffff}`;

const letter = new RegExp(`^[${wide}]`, "u");

export function isWide(text: string): boolean {
  return letter.test(text);
}
