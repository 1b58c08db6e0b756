import type { Catalogue } from "../catalogue.ts";

export const composerLater: Catalogue["later"]["composer"] = {
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
};
