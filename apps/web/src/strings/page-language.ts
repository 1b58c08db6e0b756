import { localSetting } from "../storage/local-setting.ts";
import { en } from "./en/en.ts";
import { isLanguage, type Language, languageOf, languages } from "./languages.ts";
import { speak, spoken } from "./t.ts";

/** What was chosen in this browser; else the browser's own languages tell. */
const setting = localSetting("language");

export function chosenLanguage(): Language | undefined {
  return toLanguage(setting.read());
}

/** Undefined leaves it to the browser's own languages. Throws if the words cannot be loaded; then nothing is chosen. */
export async function chooseLanguage(language: Language | undefined): Promise<void> {
  await show(language ?? languageOf());
  setting.write(language);
}

/** Before the first paint, and from then on with other tabs. Without its words the page speaks English. */
export async function startLanguage(): Promise<void> {
  const showIfSpoken = async (chosen: Language | undefined) => {
    await show(chosen ?? languageOf()).catch(() => undefined);
  };
  setting.follow((value) => void showIfSpoken(toLanguage(value)));
  await showIfSpoken(chosenLanguage());
}

function toLanguage(value: string | undefined): Language | undefined {
  return value !== undefined && isLanguage(value) ? value : undefined;
}

const load = {
  en: async () => ({ now: en }),
  de: async () => (await import("./de/de.ts")).de,
  ar: async () => (await import("./ar/ar.ts")).ar,
} as const;

async function show(language: Language): Promise<void> {
  if (language === spoken.language) return;
  const catalogue = await load[language]();
  document.documentElement.lang = language;
  document.documentElement.dir = languages[language].direction;
  speak({ language, ...catalogue });
}
