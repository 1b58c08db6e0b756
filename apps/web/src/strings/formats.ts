import { type Language, languages, localeOf } from "./languages.ts";
import { spoken } from "./t.ts";

/** "1,200", where it is clear of what. What is counted by name has a text of its own: `plural`. */
export function bareCount(count: number): string {
  return numbers().format(count);
}

/** "Ada, Ben and Cleo". */
export function listOf(names: readonly string[]): string {
  return lists().format(names);
}

/** A way to write dates in the language that is shown, or in another `locale`. */
export function dateFormat(options: Intl.DateTimeFormatOptions): (locale?: string) => Intl.DateTimeFormat {
  return inEach(localeOf, (locale) => new Intl.DateTimeFormat(locale, options));
}

const numbers = inEach(localeOf, (locale) => new Intl.NumberFormat(locale));

// Not as the reader's region has it: American English would put a comma before "and", where our texts have none.
const lists = inEach(
  (language) => languages[language].locale,
  (locale) => new Intl.ListFormat(locale),
);

/** Formats are dear: each is made once. */
function inEach<Format>(
  toLocale: (language: Language) => string,
  make: (locale: string) => Format,
): (locale?: string) => Format {
  const made = new Map<string, Format>();
  return (locale = toLocale(spoken.language)) => {
    const format = made.get(locale) ?? make(locale);
    made.set(locale, format);
    return format;
  };
}
