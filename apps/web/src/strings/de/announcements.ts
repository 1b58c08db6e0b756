import type { Catalogue } from "../catalogue.ts";
import { rich } from "../rich.ts";

export const announcements: Catalogue["now"]["announcements"] = {
  from: (name, more) => (more === 0 ? rich`Ankündigung von ${name}` : rich`Ankündigung von ${name}, und ${more} davor`),
  open: "Öffnen",
  dismiss: "Schließen",
};
