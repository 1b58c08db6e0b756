import type { Catalogue } from "../catalogue.ts";

export const pages: Catalogue["later"]["pages"] = {
  nothingHere: "Hier ist nichts",
  nothingAtAddress: "Unter dieser Adresse gibt es nichts",
  mistyped: "Vielleicht hat sich jemand vertippt.",
  back: "Zurück",
};
