import type { Catalogue } from "../catalogue.ts";
import { number } from "./words.ts";

export const sidebar: Catalogue["now"]["sidebar"] = {
  rooms: "Räume",
  directs: "Direktnachrichten",
  loading: "Deine Räume werden geladen",
  notLoaded: "Deine Räume konnten nicht geladen werden.",
  notAllLoaded: "Nicht alle deine Räume konnten geladen werden.",
  triesAgain: "hubbub versucht es noch einmal.",
  noRoom: "Du bist noch in keinem Raum.",
  writeToSomeone: "Jemandem schreiben",
  latest: (count) =>
    `Das sind die ${number(count)} mit den neuesten Nachrichten. Die anderen findest du über ihren Namen.`,
  find: {
    label: "Einen Raum oder ein Gespräch finden oder beginnen",
    placeholder: "Finden oder neu",
  },
};
