/**
 * The languages that the page speaks; each has all of the words, which is a type error otherwise. `locale`: how it writes
 * dates and numbers for readers whose browser does not say more ("de-AT").
 */
export const languages = {
  en: { name: "English", direction: "ltr", locale: "en-GB" },
  de: { name: "Deutsch", direction: "ltr", locale: "de" },
  ar: { name: "العربية", direction: "rtl", locale: "ar" },
} as const;

export type Language = keyof typeof languages;

export function isLanguage(text: string): text is Language {
  return Object.hasOwn(languages, text);
}

/** The first of the reader's languages that the page speaks, else English. */
export function languageOf(reader: readonly string[] = navigator.languages): Language {
  return reader.map(withoutRegion).find(isLanguage) ?? "en";
}

/** Which kind of a language its dates and numbers are written in: as the reader has it. */
export function localeOf(language: Language, reader: readonly string[] = navigator.languages): string {
  return reader.find((locale) => withoutRegion(locale) === language) ?? languages[language].locale;
}

function withoutRegion(locale: string): string {
  return locale.toLowerCase().split("-")[0] ?? "";
}
