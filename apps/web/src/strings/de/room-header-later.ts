import type { Catalogue } from "../catalogue.ts";
import { plural } from "./words.ts";

export const roomHeaderLater: Catalogue["later"]["roomHeader"] = {
  leaving: {
    title: (room) => `${room} verlassen?`,
    keep: "Bleiben",
    confirm: "Verlassen",
    private: "Der Raum ist privat: Zurück kommst du nur, wenn Besitzer oder Admins dich hinzufügen.",
    public: "Du kannst jederzeit wieder beitreten.",
  },
  kinds: {
    public: "Öffentlich: alle hier können ihn finden und beitreten",
    private: "Privat: nur die Mitglieder können ihn sehen",
    announcement: "Ankündigungen: alle lesen, Admins schreiben",
    direct: "Direktnachrichten",
  },
  noTopic: "Kein Thema.",
  kept: (days) =>
    plural(days, { one: "Nachrichten werden # Tag aufbewahrt", other: "Nachrichten werden # Tage aufbewahrt" }),
  made: (date) => `Angelegt am ${date}`,
  youOwn: "Er gehört dir",
  youAdmin: "Du bist darin Admin",
  showPreviews: "Linkvorschau anzeigen",
  noPreviews: "Links werden ohne Vorschau angezeigt",
  keepDays: "Nachrichten aufbewahren (Tage)",
  keepPlaceholder: "Wie dieser Server",
  keepHint: "Was älter ist, wird spätestens eine Stunde später gelöscht, für alle und für immer.",
};
