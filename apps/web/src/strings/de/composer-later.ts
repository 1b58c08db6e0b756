import type { Catalogue } from "../catalogue.ts";
import { plural } from "./words.ts";

export const composerLater: Catalogue["later"]["composer"] = {
  mutedForGood:
    "Du bist hier stummgeschaltet. Du kannst lesen; Besitzer und Admins können dich wieder schreiben lassen.",
  muted: (until) =>
    `Du bist hier ${until} stummgeschaltet. Du kannst lesen; was du angefangen hattest, bleibt erhalten.`,
  blocked: (name) => `Du hast ${name} blockiert: Ihr könnt hier beide nicht schreiben.`,
  unblock: "Aufheben",
  held: {
    goesOn: "Das Senden geht von selbst weiter.",
    goesOnIn: (time) => `Das Senden geht in ${time} weiter.`,
    oneByOne: "Nachrichten gehen eine nach der anderen raus.",
    tooFast: "Du schreibst schneller, als dieser Server erlaubt.",
    busy: "Der Server ist ausgelastet.",
    notNow: "Der Server kann gerade keine Nachrichten annehmen.",
  },
  files: {
    label: "Dateien dieser Nachricht",
    dropHere: (room) => `Dateien hier ablegen: Sie kommen an deine Nachricht in ${room}`,
    dropInThread: "Dateien hier ablegen: Sie kommen an deine Antwort im Thread",
    tooMany: (count) =>
      plural(count, {
        one: "An einer Nachricht hängen höchstens 10 Dateien. # blieb weg.",
        other: "An einer Nachricht hängen höchstens 10 Dateien. # blieben weg.",
      }),
    folders: "Ein Ordner lässt sich nicht anhängen. Öffne ihn und wähle die Dateien darin.",
    notAll: "Es sind nicht alle Dateien da. Versuch es noch einmal, oder entferne die fehlenden.",
    awaited: "Die Nachricht geht raus, sobald ihre Dateien da sind.",
    doNotSend: "Noch nicht senden",
    givenUp: (room) =>
      `Deine Nachricht in ${room} wurde nicht gesendet: Nicht alle Dateien konnten angehängt werden. Sie steht noch dort.`,
    lost: (count) =>
      plural(count, {
        one: "Eine Datei, die du angehängt hattest, ist nicht mehr da.",
        other: "# Dateien, die du angehängt hattest, sind nicht mehr da.",
      }),
    progress: (name) => `${name} ist unterwegs`,
    uploaded: (name) => `${name} ist angehängt.`,
    failed: (name) => `${name} ließ sich nicht anhängen.`,
    cancel: (name) => `${name} nicht anhängen`,
    remove: (name) => `${name} entfernen`,
    retry: (name) => `Noch einmal versuchen: ${name}`,
    tooLarge: "Zu groß für diesen Server",
    noSpace: "Für Dateien ist kein Platz mehr.",
    noConnection: "Der Server ist nicht erreichbar.",
  },
};
