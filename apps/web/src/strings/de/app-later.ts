import type { Catalogue } from "../catalogue.ts";
import { rich } from "../rich.ts";

export const appLater: Catalogue["later"]["app"] = {
  refused: {
    title: "Diese Seite darf sich nicht verbinden",
    why: (origin) => rich`Der Server nimmt keine Verbindungen von Seiten unter ${origin} an.`,
    what: (setting, header) =>
      rich`Wer ihn betreibt, kann sie in der Einstellung ${setting} nennen, oder den Proxy davor den Namen weitergeben lassen, nach dem Browser fragen (${header}).`,
  },
  triesAgainNow: "hubbub versucht es gerade noch einmal.",
};
