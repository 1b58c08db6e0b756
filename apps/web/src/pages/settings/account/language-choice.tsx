import { useEffect, useState } from "react";
import { isLanguage, languageOf, languages } from "../../../strings/languages.ts";
import { later } from "../../../strings/later.ts";
import { chooseLanguage, chosenLanguage } from "../../../strings/page-language.ts";
import { spoken } from "../../../strings/t.ts";

/** The page was built anew, in the language that was chosen here: the focus is to be where it was. */
let isBuiltAnew = false;

export function LanguageChoice() {
  const [chosen, setChosen] = useState(chosenLanguage);
  const [hasFailed, setFailed] = useState(false);
  const words = later.settings.language;
  useEffect(() => {
    isBuiltAnew = false;
  }, []);
  const choose = async (value: string): Promise<void> => {
    const before = spoken.language;
    setFailed(false);
    isBuiltAnew = true;
    try {
      await chooseLanguage(isLanguage(value) ? value : undefined);
      setChosen(chosenLanguage());
    } catch {
      setFailed(true);
    }
    if (spoken.language === before) isBuiltAnew = false;
  };
  return (
    <section aria-label={words.title} className="flex flex-wrap items-center gap-x-6 gap-y-3 px-4 py-4">
      <div className="min-w-60 flex-1">
        <h2 className="text-base">{words.title}</h2>
        <p className="text-mid text-soft">{words.says}</p>
        <p role="status" className="text-small text-bad">
          {hasFailed && words.failed}
        </p>
      </div>
      <select
        aria-label={words.title}
        autoFocus={isBuiltAnew}
        value={chosen ?? ""}
        onChange={(event) => void choose(event.target.value)}
        className="h-10.5 rounded-lg border border-edge bg-raised px-3 text-base touch:min-h-11"
      >
        <option value="">{words.ofTheBrowser(languages[languageOf()].name)}</option>
        {Object.entries(languages).map(([language, { name }]) => (
          <option key={language} value={language} lang={language}>
            {name}
          </option>
        ))}
      </select>
    </section>
  );
}
