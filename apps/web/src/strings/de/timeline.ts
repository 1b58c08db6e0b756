import type { Catalogue } from "../catalogue.ts";
import { list, plural } from "./words.ts";

export const timeline: Catalogue["now"]["timeline"] = {
  messages: "Nachrichten",
  loading: "Nachrichten werden geladen",
  older: {
    loading: "Ältere Nachrichten werden geladen",
    failed: "Ältere Nachrichten konnten nicht geladen werden.",
  },
  newer: {
    loading: "Neuere Nachrichten werden geladen",
    failed: "Neuere Nachrichten konnten nicht geladen werden.",
  },
  new: "Neu",
  today: "Heute",
  yesterday: "Gestern",
  typing: (names) => `${list(names)} ${names.length === 1 ? "schreibt" : "schreiben"}`,
  severalTyping: "Mehrere schreiben",
  place: {
    label: "Wo du bist",
    unread: (count) => plural(count, { one: "# neue", other: "# neue" }),
    toUnread: "Zur ersten neuen Nachricht springen",
    toNewest: "Zur neuesten",
    markRead: "Gelesen",
    back: "Zurück, wo du warst",
    notes: {
      nearest: "Diese Nachricht gibt es nicht mehr. Das ist die nächste.",
      none: "Diese Nachricht gibt es in diesem Raum nicht.",
      "nothing-since": "Seitdem wurde nichts geschrieben. Das ist die neueste.",
      failed: "Diese Stelle konnte nicht gezeigt werden.",
    },
  },
  days: {
    label: "Zu einem Tag springen",
    from: (day) => `${day}: zu einem anderen Tag springen`,
  },
  start: {
    welcome: (username) => `Willkommen, ${username}`,
    general: (room) => `Das ist ${room}, hier beginnen alle auf diesem Server.`,
    announcements: "Hier beginnen die Ankündigungen",
    room: (room) => `Hier beginnt ${room}`,
    notes: "Hier beginnen deine Notizen",
    direct: (name) => `Hier beginnen deine Nachrichten mit ${name}`,
    onlyYou: "Sonst kann sie niemand lesen.",
    onlyTwo: "Nur ihr beide könnt sie lesen.",
    members: "Nur die Mitglieder können mitlesen.",
    everyoneReads: "Alle hier lesen mit; die Admins schreiben.",
    public: "Alle hier können ihn finden und mitlesen.",
    writeFirst: "Schreib unten die erste Nachricht.",
  },
};
