import type { Catalogue } from "../catalogue.ts";
import { rich } from "../rich.ts";
import { plural } from "./words.ts";

export const settings: Catalogue["later"]["settings"] = {
  title: "Einstellungen",
  sections: {
    account: "Konto",
    sessions: "Sitzungen",
    blocked: "Blockierte Personen",
  },
  language: {
    title: "Sprache",
    says: "Für die Seite, ihre Datumsangaben und Zahlen. Gilt in diesem Browser.",
    failed: "Die Texte konnten nicht geladen werden. Versuch es noch einmal.",
    ofTheBrowser: (language) => `Wie der Browser (${language})`,
  },
  previews: {
    title: "Linkvorschau",
    says: "Unter deinen Nachrichten sehen andere, wohin deine Links führen. Der Server fragt die Seiten danach. Gilt in diesem Browser.",
    show: "Anzeigen",
  },
  account: {
    name: {
      title: "Name",
      label: "Anzeigename",
      hint: (username) => `Leer gelassen sehen andere ${username}.`,
      save: "Namen speichern",
      done: "Dein Name ist gespeichert.",
    },
    email: {
      title: "E-Mail-Adresse",
      save: "E-Mail ändern",
      done: "Deine E-Mail-Adresse ist geändert.",
    },
    password: {
      title: "Passwort",
      new: "Neues Passwort",
      current: "Aktuelles Passwort",
      save: "Passwort ändern",
      done: "Dein Passwort ist geändert, und andere Geräte sind abgemeldet.",
    },
    export: {
      title: "Deine Daten exportieren",
      says: "Alles, was dieser Server von dir speichert, als JSON-Datei: dein Konto, deine Sitzungen, deine Räume und was du geschrieben hast.",
      download: "Herunterladen",
      collecting: (count) =>
        plural(count, { one: "Wird gesammelt… bisher # Nachricht", other: "Wird gesammelt… bisher # Nachrichten" }),
    },
    delete: {
      title: "Dein Konto löschen",
      says: "Für immer. Dein Name, deine E-Mail und deine Sitzungen werden gelöscht; niemand kann deinen Benutzernamen nehmen.",
      open: "Konto löschen",
      question: "Dein Konto löschen?",
      erased: "Dein Name, deine E-Mail und dein Passwort werden sofort gelöscht, und du wirst überall abgemeldet.",
      leaves: "Du verlässt alle Räume, und was du in diesem Browser nicht gesendet hattest, wird gelöscht.",
      stays:
        "Was du geschrieben hast, bleibt in den Räumen, als von „deleted user“, wenn dieser Server es nicht auch löscht. Was sicher weg soll, lösch vorher.",
      noWayBack: (username) => `Es gibt kein Zurück, und niemand bekommt den Benutzernamen ${username} wieder.`,
      type: (username) => `Gib zur Bestätigung ${username} ein`,
      keep: "Konto behalten",
      confirm: "Für immer löschen",
    },
  },
  sessions: {
    says: "Wo du angemeldet bist. Beende, was du nicht kennst, und ändere dann dein Passwort.",
    endOthers: "Alle anderen beenden",
    list: {
      loading: "Deine Sitzungen werden geladen",
      failed: "Deine Sitzungen konnten nicht geladen werden.",
      empty: "Du bist nirgends angemeldet.",
    },
    endingOthers: {
      title: "Alle anderen Sitzungen beenden?",
      says: "Überall außer hier wirst du sofort abgemeldet und musst dich mit deinem Passwort neu anmelden.",
      keep: "Behalten",
      confirm: "Beenden",
    },
    ending: {
      title: "Diese Sitzung beenden?",
      says: (device) =>
        rich`${device} wird sofort abgemeldet. Wer dort sitzt, muss sich mit deinem Passwort neu anmelden.`,
      keep: "Behalten",
      confirm: "Sitzung beenden",
    },
    ended: (device) => `${device} ist abgemeldet.`,
    othersEnded: (count) =>
      plural(count, { one: "# andere Sitzung ist beendet.", other: "# andere Sitzungen sind beendet." }),
    thisOne: "Diese hier",
    used: (lastUsed, signedIn) => `Zuletzt benutzt ${lastUsed} · angemeldet ${signedIn}`,
    end: "Beenden",
    endOf: (device) => `Die Sitzung von ${device} beenden`,
    browserOn: (browser, system) => `${browser} auf ${system}`,
    unknownProgram: "Ein unbekanntes Programm",
  },
  blocked: {
    says: "Ihr sendet euch keine Direktnachrichten mehr, sie können dich nicht zu Räumen hinzufügen, und von Erwähnungen erfährst du nichts. Sie erfahren davon nichts.",
    list: {
      loading: "Blockierte Personen werden geladen",
      failed: "Die Personen, die du blockiert hast, konnten nicht geladen werden.",
      empty: "Du hast niemanden blockiert.",
    },
    since: (moment) => `Blockiert ${moment}`,
    unblock: "Aufheben",
    unblockPerson: (name) => `${name} nicht mehr blockieren`,
  },
};
