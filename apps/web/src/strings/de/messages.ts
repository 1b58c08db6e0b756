import type { Catalogue } from "../catalogue.ts";
import { number, plural } from "./words.ts";

export const messages: Catalogue["now"]["messages"] = {
  label: (name, time) => `${name}, ${time}`,
  notSentYet: (name) => `${name}, noch nicht gesendet`,
  deleted: "Diese Nachricht wurde gelöscht",
  edited: "bearbeitet",
  actions: "Nachricht",
  copy: "Text kopieren",
  copied: "Kopiert",
  edit: "Nachricht bearbeiten",
  delete: "Nachricht löschen",
  deleting: {
    title: "Diese Nachricht löschen?",
    says: "Ihr Text ist für alle weg. Dass sie hier war, bleibt sichtbar.",
    keep: "Behalten",
    confirm: "Löschen",
  },
  waitingForConnection: "Wartet auf die Verbindung",
  waiting: "Wartet",
  sending: "Wird gesendet",
  notSent: "Nicht gesendet.",
  discard: "Löschen",
  states: {
    sent: "Gesendet",
    delivered: "Zugestellt",
    read: "Gelesen",
  },
  readers: {
    title: "Gelesen von",
    count: (count) => `Gelesen von ${number(count)}`,
    more: (count) => plural(count, { one: "und # weitere Person", other: "und # weitere" }),
    unnamed: (count) =>
      plural(count, {
        one: "# Person, deren Name nicht geladen werden konnte",
        other: "# Personen, deren Namen nicht geladen werden konnten",
      }),
    loading: "Die Namen werden geladen",
  },
};
