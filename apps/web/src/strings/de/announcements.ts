import type { Catalogue } from "../catalogue.ts";
import { rich } from "../rich.ts";
import { number } from "./words.ts";

export const announcements: Catalogue["later"]["announcements"] = {
  from: (name, more) =>
    more === 0 ? rich`Ankündigung von ${name}` : rich`Ankündigung von ${name}, und ${number(more)} davor`,
  open: "Öffnen",
  dismiss: "Ausblenden",
};
