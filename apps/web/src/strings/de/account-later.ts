import type { Catalogue } from "../catalogue.ts";
import { plural } from "./words.ts";

export const accountLater: Catalogue["later"]["account"] = {
  settings: "Einstellungen",
  people: "Personen",
  auditLog: "Protokoll",
  signOut: "Abmelden",
  connection: "Verbindung",
  noConnection: "gerade keine",
  theme: "Farben",
  themes: { system: "System", light: "Hell", dark: "Dunkel" },
  signOutUnsent: {
    title: "Mit ungesendeten Nachrichten abmelden?",
    keep: "Angemeldet bleiben",
    confirm: "Löschen und abmelden",
    says: (unsent) =>
      plural(unsent, {
        one: "# Nachricht wurde nicht gesendet. Wenn du dich abmeldest, wird sie aus diesem Browser gelöscht.",
        other: "# Nachrichten wurden nicht gesendet. Wenn du dich abmeldest, werden sie aus diesem Browser gelöscht.",
      }),
  },
};
