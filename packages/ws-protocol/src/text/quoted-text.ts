/** Code points of a message's text that its quotes show. */
export const maxQuoteCodePoints = 200;

/** The beginning of a message's text, as quotes show it: whole characters, as the eye counts them. */
export function quotedText(content: string): string {
  const end = unitsOf(content, maxQuoteCodePoints);
  if (end === content.length) return content;
  // Whether a character ends here, the next code point says.
  const start = graphemes
    ?.segment(content.slice(0, end + unitsOf(content.slice(end, end + 2), 1)))
    .containing(end)?.index;
  // One that fills the whole quote is cut all the same.
  return content.slice(0, start === undefined || start === 0 ? end : start);
}

const graphemes = typeof Intl.Segmenter === "undefined" ? undefined : new Intl.Segmenter("en");

/** UTF-16 units of the text's first code points, or of all where it has fewer. */
function unitsOf(text: string, codePoints: number): number {
  let units = 0;
  for (let n = 0; n < codePoints && units < text.length; n += 1) units += text.codePointAt(units)! > 0xffff ? 2 : 1;
  return units;
}
