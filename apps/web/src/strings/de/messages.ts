import type { Catalogue } from "../catalogue.ts";
import { list, number, plural } from "./words.ts";

export const messages: Catalogue["now"]["messages"] = {
  label: (name, time) => `${name}, ${time}`,
  deleted: "Diese Nachricht wurde gelöscht",
  edited: "bearbeitet",
  more: "Weitere Aktionen",
  copied: "Der Text ist kopiert",
  linkCopied: "Der Link ist kopiert",
  you: "Du",
  editing: "Nachricht bearbeiten",
  edits: {
    title: "Frühere Fassungen",
  },
  quotes: {
    some: "Antwort auf eine Nachricht",
    show: "Nachricht zeigen",
  },
  pins: {
    pinned: "Angeheftet",
    byYou: "Von dir angeheftet",
    by: (name) => `Angeheftet von ${name}`,
  },
  reactions: {
    label: "Reaktionen",
    add: "Reaktion hinzufügen",
    pick: "Emoji auswählen",
    who: "Wer reagiert hat",
    you: "du",
    count: (count) => number(count),
    by: (emoji, names, others) =>
      `Mit ${emoji} reagiert: ${list(others === 0 ? names : [...names, plural(others, { one: "# weitere Person", other: "# weitere" })])}`,
  },
  deleting: {
    title: "Diese Nachricht löschen?",
  },
  states: {
    sent: "Gesendet",
    delivered: "Zugestellt",
    read: "Gelesen",
  },
  readers: {
    title: "Gelesen von",
    count: (count) => `Gelesen von ${number(count)}`,
  },
};
