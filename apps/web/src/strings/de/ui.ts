import type { Catalogue } from "../catalogue.ts";
import { rich } from "../rich.ts";
import { plural } from "./words.ts";

export const ui: Catalogue["now"]["ui"] = {
  close: "Schließen",
  cancel: "Abbrechen",
  tryAgain: "Noch einmal versuchen",
  tryNow: "Jetzt versuchen",
  showMore: "Mehr zeigen",
  keys: (letter) => `Strg ${letter}`,
  loading: "Wird geladen",
  notLoaded: "Die Seite konnte nicht geladen werden",
  partNotLoaded: (part) => `„${part}“ konnte nicht geladen werden`,
  notLoadedWhy: "Der Server ist nicht zu erreichen, oder er wurde aktualisiert, seit du hubbub geöffnet hast.",
  reload: "Neu laden",
  backToRooms: "Zurück zu den Räumen",
  goToRooms: "Zu deinen Räumen",
  browseRooms: "Räume entdecken",
  newRoom: "Neuer Raum",
  newMessage: "Neue Nachricht",
  peopleCount: (count) => plural(count, { one: "# Person", other: "# Personen" }),
  moreAbout: (name) => `Mehr zu ${name}`,
  waitingForServer: "Wartet auf den Server",
  waitingForServerFor: (time) => rich`Wartet auf den Server, ${time}`,
  problems: {
    tooManyTries: "Zu viele Versuche.",
    busy: "Der Server ist ausgelastet.",
    notNow: "Der Server kann das gerade nicht.",
    youCanTry: "Du kannst es jetzt noch einmal versuchen.",
    tryIn: (time) => `Versuch es in ${time} noch einmal.`,
    tryInCounting: (time) => rich`Versuch es in ${time} noch einmal.`,
  },
};
