import type { Catalogue } from "../catalogue.ts";

export const settings: Catalogue["later"]["settings"] = {
  language: {
    title: "Sprache",
    says: "Für die Seite, ihre Datumsangaben und Zahlen. Bleibt in diesem Browser gespeichert.",
    failed: "Die Texte konnten nicht geladen werden. Versuch es noch einmal.",
    ofTheBrowser: (language) => `Wie der Browser (${language})`,
  },
};
