import { localeOf } from "./languages.ts";
import { spoken } from "./t.ts";

/** "1,200", where it is clear of what. What is counted by name has a text of its own: `wordsIn`. */
export function bareCount(count: number): string {
  return numbers().format(count);
}

/** A way to write dates in the language that is shown, or in another `locale`. */
export function dateFormat(options: Intl.DateTimeFormatOptions): (locale?: string) => Intl.DateTimeFormat {
  return inEach((locale) => new Intl.DateTimeFormat(locale, options));
}

/** As `dateFormat`, for numbers. */
export function numberFormat(options?: Intl.NumberFormatOptions): (locale?: string) => Intl.NumberFormat {
  return inEach((locale) => new Intl.NumberFormat(locale, options));
}

const numbers = numberFormat();

/** Formats are dear: each is made once. */
function inEach<Format>(make: (locale: string) => Format): (locale?: string) => Format {
  const made = new Map<string, Format>();
  return (locale = localeOf(spoken.language)) => {
    const format = made.get(locale) ?? make(locale);
    made.set(locale, format);
    return format;
  };
}
