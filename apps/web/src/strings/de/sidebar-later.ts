import type { Catalogue } from "../catalogue.ts";
import { rich } from "../rich.ts";

export const sidebarLater: Catalogue["later"]["sidebar"] = {
  find: {
    found: "Gefunden",
    start: (name) => rich`Den Raum ${name} anlegen`,
    you: "du",
    message: "Nachricht",
    join: "Beitreten",
  },
};
