import type { Catalogue } from "../catalogue.ts";

export const markup: Catalogue["now"]["markup"] = {
  spoiler: "Verborgener Text, anzeigen",
  copyCode: "Code kopieren",
  copied: "Kopiert",
  preview: "Vorschau",
  mention: "Jemanden erwähnen",
  format: "Format",
  formats: {
    bold: "Fett (Strg B)",
    italic: "Kursiv (Strg I)",
    strike: "Durchgestrichen (Strg Umschalt X)",
    code: "Code (Strg E)",
    list: "Liste",
    numbers: "Nummerierte Liste",
    quote: "Zitat",
    spoiler: "Spoiler",
  },
};
