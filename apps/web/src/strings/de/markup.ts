import type { Catalogue } from "../catalogue.ts";
export const markup: Catalogue["now"]["markup"] = {
  spoiler: "Verborgener Text, anzeigen",
  copyCode: "Code kopieren",
  copied: "Kopiert",
  preview: "Vorschau",
  mention: "Jemanden erwähnen",
  format: "Format",
  formats: {
    code: "Code (Strg E)",
  },
};
