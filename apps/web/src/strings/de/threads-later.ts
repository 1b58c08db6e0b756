import type { Catalogue } from "../catalogue.ts";
import { rich } from "../rich.ts";
import { number, plural } from "./words.ts";

export const threadsLater: Catalogue["later"]["threads"] = {
  following: "Gefolgt",
  follow: "Folgen",
  followingSays: "Du erfährst von neuen Antworten. Nicht mehr folgen",
  followSays: "Von neuen Antworten erfahren",
  alsoTo: (room) => rich`Auch an ${room} senden`,
  notSentYet: (count) =>
    plural(count, {
      one: "# Antwort in einem Thread ist noch nicht gesendet",
      other: "# Antworten in einem Thread sind noch nicht gesendet",
    }),
  notSent: (count) =>
    plural(count, {
      one: "# Antwort in einem Thread wurde nicht gesendet",
      other: "# Antworten in einem Thread wurden nicht gesendet",
    }),
  menu: "Menü des Threads",
  showRoot: "Seine Nachricht im Raum zeigen",
  copyLink: "Link zum Thread kopieren",
  gone: "Diesen Thread gibt es nicht",
  goneSays: "Vielleicht ist die Adresse falsch, oder seine Nachricht wird nicht mehr aufbewahrt.",
  notLoaded: "Der Thread konnte nicht geladen werden",
  list: {
    loading: "Deine Threads werden geladen",
    failed: "Deine Threads konnten nicht geladen werden",
    none: "Noch keine Threads",
    noneSays: "Threads, in denen du antwortest, und die zu deinen Nachrichten stehen hier, mit dem, was darin neu ist.",
    cut: (count) => `Das sind die ${number(count)} mit den neuesten Antworten.`,
  },
};
