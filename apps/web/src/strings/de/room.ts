import type { Catalogue } from "../catalogue.ts";
import { rich } from "../rich.ts";
import { plural } from "./words.ts";

export const room: Catalogue["now"]["room"] = {
  banned: "Du bist aus diesem Raum gebannt",
  removed: "Du bist nicht mehr in diesem Raum",
  unknown: "Diesen Raum gibt es nicht",
  notOpened: "Der Raum konnte nicht geöffnet werden",
  panel: {
    back: "Zurück zum Gespräch",
    close: "Seitenleiste schließen",
  },
  connection: {
    none: "Es gibt keine Verbindung",
    tooOld: "Diese Seite ist zu alt",
    waiting: (count) => plural(count, { one: ", # Nachricht wartet", other: ", # Nachrichten warten" }),
    tooOldForServer: (waiting) => `Diese Seite ist zu alt für den Server${waiting}.`,
    lost: "Verbindung verloren",
    tryingIn: (why, time, waiting) => rich`${why}. Neuer Versuch in ${time}${waiting}.`,
    tryingNow: (waiting) => `Verbindung verloren. Neuer Versuch läuft${waiting}.`,
    connecting: (waiting) => `Verbindet sich${waiting}.`,
  },
};
