/** As @orama/stemmers has them, each with the script of its words. */
export const scriptOf = {
  arabic: "Arabic",
  armenian: "Armenian",
  bulgarian: "Cyrillic",
  danish: "Latin",
  dutch: "Latin",
  english: "Latin",
  finnish: "Latin",
  french: "Latin",
  german: "Latin",
  greek: "Greek",
  hungarian: "Latin",
  indonesian: "Latin",
  irish: "Latin",
  italian: "Latin",
  lithuanian: "Latin",
  norwegian: "Latin",
  portuguese: "Latin",
  romanian: "Latin",
  russian: "Cyrillic",
  serbian: "Cyrillic",
  spanish: "Latin",
  swedish: "Latin",
  turkish: "Latin",
  ukrainian: "Cyrillic",
} as const;

export type StemmedLanguage = keyof typeof scriptOf;

export const stemmedLanguages = Object.keys(scriptOf) as readonly StemmedLanguage[];
