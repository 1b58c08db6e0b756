import type { Catalogue } from "../catalogue.ts";
import { plural } from "./words.ts";

export const messagesLater: Catalogue["later"]["messages"] = {
  actions: "Nachricht",
  actionsFor: (name) => `Nachricht von ${name}`,
  keys: { delete: "Entf" },
  reactions: {
    more: "Weitere Reaktionen",
  },
  meanwhile: {
    changed: "Diese Nachricht wurde inzwischen geändert.",
    take: "Den neueren Text nehmen",
    deleted: "Diese Nachricht wurde inzwischen gelöscht. Was du geschrieben hast, lässt sich kopieren.",
  },
  readers: {
    more: (count) => plural(count, { one: "und # weitere Person", other: "und # weitere" }),
    unnamed: (count) =>
      plural(count, {
        one: "# Person, deren Name nicht geladen werden konnte",
        other: "# Personen, deren Namen nicht geladen werden konnten",
      }),
    loading: "Die Namen werden geladen",
  },
};
