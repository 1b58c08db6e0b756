import type { Catalogue } from "../catalogue.ts";
import { number, plural } from "./words.ts";

export const people: Catalogue["now"]["people"] = {
  picker: {
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
    bans: "Gebannte",
    muted: (until) => `Stummgeschaltet ${until}`,
  },
  roles: {
    owner: "Besitzer",
    admin: "Admin",
    member: "Mitglied",
  },
};
