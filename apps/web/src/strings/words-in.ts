import { type Language, languages, localeOf } from "./languages.ts";

/** The forms that a language has for counted things; `#` stands for the number. */
interface Forms {
  readonly en: Readonly<Record<"one" | "other", string>>;
  readonly de: Readonly<Record<"one" | "other", string>>;
  readonly ar: Readonly<Record<"zero" | "one" | "two" | "few" | "many" | "other", string>>;
}

/** What the texts of a language are made with. */
export function wordsIn<Spoken extends Language>(language: Spoken) {
  const rules = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(localeOf(language));
  // Not as the reader's region has it: American English would put a comma before "and", where our texts have none.
  const lists = new Intl.ListFormat(languages[language].locale);
  return {
    /** Picks the form for a number, as Unicode's rules for the language have it: "1 person", "1,200 people". */
    plural: (count: number, forms: Forms[Spoken]): string => {
      // `Forms` has every category of its language, which a test holds.
      const form = (forms as Readonly<Record<string, string>>)[rules.select(count)] ?? "";
      return form.replaceAll("#", numbers.format(count));
    },
    /** "1,200". */
    number: (count: number): string => numbers.format(count),
    /** "Ada, Ben and Cleo". */
    list: (names: readonly string[]): string => lists.format(names),
  };
}
