import type { Catalogue } from "../catalogue.ts";

export const browse: Catalogue["later"]["browse"] = {
  welcome: (username) => `Willkommen, ${username}`,
  welcomeSays: "Gesprochen wird in Räumen. Tritt einem bei, um mitzulesen und zu schreiben, oder leg einen eigenen an.",
  search: "Räume suchen",
  notLoaded: "Die Räume konnten nicht geladen werden",
  loading: "Räume werden geladen",
  noRoom: "Es gibt noch keinen Raum",
  startFirst: "Leg den ersten an.",
  noneCalled: (query) => `Kein Raum heißt „${query}“`,
  checkSpelling: "Prüfe die Schreibweise, oder leg ihn an.",
  open: "Öffnen",
  openRoom: (title) => `${title} öffnen`,
  join: "Beitreten",
  joinRoom: (title) => `${title} beitreten`,
  news: "Neues von den Admins",
  nobodyYet: "Noch niemand",
};
