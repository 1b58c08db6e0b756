import type { Catalogue } from "../catalogue.ts";

export const roomHeader: Catalogue["now"]["roomHeader"] = {
  onlyYou: "Nur du siehst das",
  hereNow: "Gerade hier",
  search: "Suchen",
  menu: "Raummenü",
  room: "Raum",
  details: "Details zum Raum",
  leave: "Raum verlassen",
};
