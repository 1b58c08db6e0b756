import type { Catalogue } from "../catalogue.ts";
export const emojiLater: Catalogue["later"]["emoji"] = {
  search: "Emoji suchen",
  skinTone: "Hautton",
  loading: "Die Emoji werden geladen",
  none: "Kein Emoji heißt so.",
  recent: "Zuletzt verwendet",
  groups: [
    "Smileys",
    "Menschen",
    "",
    "Tiere und Natur",
    "Essen und Trinken",
    "Reisen und Orte",
    "Aktivitäten",
    "Gegenstände",
    "Symbole",
    "Flaggen",
  ],
  skinTones: {
    light: "hell",
    "medium-light": "mittelhell",
    medium: "mittel",
    "medium-dark": "mitteldunkel",
    dark: "dunkel",
  },
};
