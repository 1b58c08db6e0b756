import type { Catalogue } from "../catalogue.ts";
export const timelineLater: Catalogue["later"]["timeline"] = {
  days: {
    lastWeek: "Letzte Woche",
    first: "Erste Nachricht",
    date: "Datum",
    go: "Los",
  },
  callsYou: "Hier wirst du erwähnt",
};
