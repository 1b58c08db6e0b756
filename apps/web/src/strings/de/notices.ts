import type { Catalogue } from "../catalogue.ts";
import { list, number, plural } from "./words.ts";

const haben = { you: "hast", youWith: "habt", one: "hat", several: "haben" } as const;
const sein = { you: "bist", youWith: "seid", one: "ist", several: "sind" } as const;
const werden = { you: "wurdest", youWith: "wurdet", one: "wurde", several: "wurden" } as const;
const hat = (isYou: boolean) => haben[isYou ? "you" : "one"];

const done = (participle: string): Catalogue["later"]["notices"]["added"] => ({
  byYou: (people) => `Du hast ${people} ${participle}`,
  by: (actor, people) => `${actor} hat ${people} ${participle}`,
  bySomebody: (people, who) => `${people} ${werden[who]} ${participle}`,
});

export const notices: Catalogue["later"]["notices"] = {
  you: "Du",
  youAsObject: "dich",
  people: (names, more) => (more === 0 ? list(names) : `${names.join(", ")} und ${number(more)} weitere`),
  joined: (people, who) => `${people} ${sein[who]} beigetreten`,
  left: (people, who) => `${people} ${haben[who]} den Raum verlassen`,
  added: done("hinzugefügt"),
  removed: done("entfernt"),
  banned: done("gebannt"),
  unbanned: done("entbannt"),
  muted: done("stummgeschaltet"),
  unmuted: done("wieder zum Schreiben zugelassen"),
  archived: (actor, isYou) => `${actor} ${hat(isYou)} den Raum archiviert`,
  madeOwner: (actor, isYou, whom) => `${actor} ${hat(isYou)} ${whom} zum Besitzer gemacht`,
  madeAdmin: (actor, isYou, whom) => `${actor} ${hat(isYou)} ${whom} zum Admin gemacht`,
  madeMember: (actor, isYou, whom) => `${actor} ${hat(isYou)} ${whom} zum Mitglied gemacht`,
  changed: (actor, isYou, changes) => `${actor} ${hat(isYou)} ${changes.join(" und ")}`,
  renamed: (name) => `den Raum in ${name} umbenannt`,
  topicRemoved: () => "das Thema entfernt",
  topicSet: (topic) => `das Thema auf „${topic}“ gesetzt`,
  pictureSet: () => "ein Bild gewählt",
  pictureRemoved: () => "das Bild entfernt",
  retentionLeft: () => "dem Server überlassen, wie lange Nachrichten aufbewahrt werden",
  retentionSet: (days) =>
    plural(days, {
      one: "festgelegt, dass Nachrichten einen Tag aufbewahrt werden",
      other: "festgelegt, dass Nachrichten # Tage aufbewahrt werden",
    }),
  previewsOn: () => "die Linkvorschau eingeschaltet",
  previewsOff: () => "die Linkvorschau ausgeschaltet",
  pinned: (actor, isYou) => `${actor} ${hat(isYou)} eine Nachricht angeheftet`,
  unpinned: (actor, isYou) => `${actor} ${hat(isYou)} eine Nachricht wieder abgenommen`,
  changedSomething: () => "den Raum geändert",
};
