/**
 * How dates are written: as in the reader's English, else as in Britain, for the words around them are English. The time
 * of day has no words, and is written as the reader's own language does.
 */
export function dateLanguage(reader: string = navigator.language): string {
  return /^en\b/i.test(reader) ? reader : "en-GB";
}
