import type { Catalogue } from "../catalogue.ts";
import { plural } from "./words.ts";

export const messagesLater: Catalogue["later"]["messages"] = {
  actions: "Nachricht",
  actionsFor: (name) => `Nachricht von ${name}`,
  do: {
    reply: "Antworten",
    replyInThread: "Im Thread antworten",
    copyText: "Text kopieren",
    copyLink: "Link kopieren",
    pin: "Anheften",
    unpin: "Nicht mehr anheften",
    markUnread: "Ab hier als ungelesen markieren",
    edit: "Bearbeiten",
    delete: "Löschen",
  },
  previews: {
    label: "Wohin ihre Links führen",
    remove: "Linkvorschau entfernen",
  },
  keys: { delete: "Entf" },
  quotes: {
    replying: "Antwort auf eine Nachricht",
    replyingTo: (name) => `Antwort an ${name}`,
    end: "Nicht antworten",
  },
  meanwhile: {
    changed: "Diese Nachricht wurde inzwischen geändert.",
    take: "Den neueren Text nehmen",
    deleted: "Diese Nachricht wurde inzwischen gelöscht. Was du geschrieben hast, lässt sich kopieren.",
  },
  edits: {
    loading: "Die Fassungen werden geladen",
  },
  reactions: {
    reactWith: (emoji) => `Mit ${emoji} reagieren`,
    more: "Weitere Reaktionen",
  },
  deleting: {
    says: "Ihr Text ist für alle weg. Dass sie hier war, bleibt sichtbar.",
    withFiles: "Sie ist für alle weg, und ihre Dateien mit ihr. Dass sie hier war, bleibt sichtbar.",
    keep: "Behalten",
    confirm: "Löschen",
  },
  readers: {
    more: (count) => plural(count, { one: "und # weitere Person", other: "und # weitere" }),
    unnamed: (count) =>
      plural(count, {
        one: "# Person, deren Name nicht geladen werden konnte",
        other: "# Personen, deren Namen nicht geladen werden konnten",
      }),
    loading: "Die Namen werden geladen",
  },
  pending: {
    notSentYet: (name) => `${name}, noch nicht gesendet`,
    waitingForConnection: "Wartet auf die Verbindung",
    waiting: "Wartet",
    sending: "Wird gesendet",
    notSent: "Nicht gesendet.",
    filesGone: "Die Dateien haben zu lange gewartet und sind nicht mehr da.",
    choosing: "Die Dateien sind unterwegs.",
    chooseAgain: "Dateien neu auswählen",
    textAlone: "Nur den Text senden",
    discard: "Löschen",
  },
};
