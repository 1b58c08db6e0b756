import type { Catalogue } from "../catalogue.ts";
import { plural } from "./words.ts";

export const timelineLater: Catalogue["later"]["timeline"] = {
  days: {
    lastWeek: "Letzte Woche",
    first: "Erste Nachricht",
    date: "Datum",
    go: "Los",
  },
  callsYou: "Hier wirst du erwähnt",
  first: {
    label: "Was du zuerst tun kannst",
    hello: {
      title: "Sag hallo",
      says: "Wer später kommt, kann es auch lesen.",
      do: "Jetzt schreiben",
    },
    look: {
      title: "Sieh dich um",
      says: "Tritt Räumen bei, deren Themen dich angehen.",
      do: "Alle Räume zeigen",
    },
    room: {
      title: "Leg einen Raum an",
      says: "Für ein Team, ein Thema oder ein Projekt.",
      do: "Raum anlegen",
    },
    person: {
      title: "Schreib jemandem",
      says: "Nur ihr beide könnt es lesen.",
      do: "Person wählen",
    },
  },
  newMessages: (count) => plural(count, { one: "# neue Nachricht", other: "# neue Nachrichten" }),
};
