import type { Catalogue } from "../catalogue.ts";
export const markupLater: Catalogue["later"]["markup"] = {
  formats: {
    bold: "Fett (Strg B)",
    italic: "Kursiv (Strg I)",
    strike: "Durchgestrichen (Strg Umschalt X)",
    list: "Liste",
    numbers: "Nummerierte Liste",
    quote: "Zitat",
    spoiler: "Spoiler",
  },
};
