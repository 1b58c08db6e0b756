import type { Catalogue } from "../catalogue.ts";
import { rich } from "../rich.ts";

export const app: Catalogue["now"]["app"] = {
  loadingPage: "Die Seite wird geladen",
  yourRooms: "Deine Räume",
  serverUnreachable: "Der Server ist nicht zu erreichen",
  serverBusy: "Der Server ist ausgelastet",
  triesAgainIn: (time) => rich`hubbub versucht es in ${time} noch einmal.`,
  triesAgainNow: "hubbub versucht es gerade noch einmal.",
  stillSignedIn: "Du bist weiterhin angemeldet.",
  refused: {
    title: "Diese Seite darf sich nicht verbinden",
    why: (origin) => rich`Der Server nimmt keine Verbindungen von Seiten unter ${origin} an.`,
    what: (setting, header) =>
      rich`Wer ihn betreibt, kann sie in der Einstellung ${setting} nennen, oder den Proxy davor den Namen weitergeben lassen, nach dem Browser fragen (${header}).`,
  },
};
