import type { Catalogue } from "../catalogue.ts";
import { rich } from "../rich.ts";

export const sidebarLater: Catalogue["later"]["sidebar"] = {
  newFrom: (name) => `Neue Nachricht von ${name}`,
  mentionedIn: (room) => `Du wurdest in ${room} erwähnt`,
  mentionedInThread: (room) => `Du wurdest in einem Thread von ${room} erwähnt`,
  find: {
    found: "Gefunden",
    start: (name) => rich`Den Raum ${name} anlegen`,
    you: "du",
    message: "Nachricht",
    join: "Beitreten",
  },
};
