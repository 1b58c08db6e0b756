import { type Language, localeOf } from "./languages.ts";

/** The forms that a language has for counted things; `#` stands for the number. */
interface Forms {
  readonly en: Readonly<Record<"one" | "other", string>>;
  readonly de: Readonly<Record<"one" | "other", string>>;
  readonly ar: Readonly<Record<"zero" | "one" | "two" | "few" | "many" | "other", string>>;
}

/** Picks the form for a number, as Unicode's rules for the language have it: "1 person", "1,200 people". */
export function pluralIn<Spoken extends Language>(language: Spoken) {
  const rules = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(localeOf(language));
  return (count: number, forms: Forms[Spoken]): string => {
    // `Forms` has every category of its language, which a test holds.
    const form = (forms as Readonly<Record<string, string>>)[rules.select(count)] ?? "";
    return form.replaceAll("#", numbers.format(count));
  };
}
