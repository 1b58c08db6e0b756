import type { Catalogue } from "../catalogue.ts";
import { plural } from "./words.ts";

export const composer: Catalogue["now"]["composer"] = {
  message: "Nachricht",
  messageTo: (room) => `Nachricht an ${room}`,
  send: "Senden",
  tooLong: (count) => plural(count, { one: "# Zeichen zu lang", other: "# Zeichen zu lang" }),
  left: (count) => plural(count, { one: "noch # Zeichen", other: "noch # Zeichen" }),
  blocked: (name) => `Du hast ${name} blockiert: Ihr könnt hier beide nicht schreiben.`,
  unblock: "Aufheben",
  mutedForGood:
    "Du bist hier stummgeschaltet. Du kannst lesen; Besitzer und Admins können dich wieder schreiben lassen.",
  muted: (until) =>
    `Du bist hier ${until} stummgeschaltet. Du kannst lesen; was du angefangen hattest, bleibt erhalten.`,
  held: {
    goesOn: "Das Senden geht von selbst weiter.",
    goesOnIn: (time) => `Das Senden geht in ${time} weiter.`,
    oneByOne: "Nachrichten gehen eine nach der anderen raus.",
    tooFast: "Du schreibst schneller, als dieser Server erlaubt.",
    busy: "Der Server ist ausgelastet.",
    notNow: "Der Server kann gerade keine Nachrichten annehmen.",
  },
};
