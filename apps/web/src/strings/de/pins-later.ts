import type { Catalogue } from "../catalogue.ts";

export const pinsLater: Catalogue["later"]["pins"] = {
  loading: "Die angehefteten Nachrichten werden geladen",
  failed: "Die angehefteten Nachrichten konnten nicht geladen werden.",
  show: "Im Gespräch zeigen",
  none: "Noch ist nichts angeheftet",
  noneSays:
    "Hier steht, was alle wiederfinden sollen: ein Plan, ein Link, eine Entscheidung. Wähle „Anheften“ im Menü einer Nachricht, oder drücke P auf ihr.",
  noneToRead: "Hier wird stehen, was alle wiederfinden sollen.",
};
