import type { Catalogue } from "../catalogue.ts";
import { number, plural } from "./words.ts";

export const people: Catalogue["now"]["people"] = {
  picker: {
    to: "An",
    notes: "du: Notizen für dich",
    failed: "Die Suche hat nicht geklappt. Versuch es noch einmal.",
    nobody: (query) => `Niemand hier heißt „${query}“`,
    member: "Mitglied",
  },
  panel: {
    title: "Personen",
    titleOf: (room) => `Personen in ${room}`,
    here: (count) => `Hier, ${number(count)}`,
    others: (count) => `Andere, ${number(count)}`,
    members: (count) => `Mitglieder, ${number(count)}`,
    more: (count) => plural(count, { one: "und # weitere Person", other: "und # weitere" }),
    loading: "Die Mitglieder werden geladen",
    failed: "Die Mitglieder konnten nicht geladen werden.",
    add: "Jemanden hinzufügen",
    muted: (until) => `Stummgeschaltet ${until}`,
    banned: (count) => `Gebannt, ${number(count)}`,
    bannedAndMore: (count) => `Gebannt, ${number(count)} und mehr`,
    bansFailed: "Wer gebannt ist, konnte nicht geladen werden.",
    liftBan: "Bann aufheben",
    liftBanOf: (name) => `Bann von ${name} aufheben`,
  },
  roles: {
    owner: "Besitzer",
    admin: "Admin",
    member: "Mitglied",
  },
};
