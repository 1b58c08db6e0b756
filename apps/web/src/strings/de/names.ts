import type { Catalogue } from "../catalogue.ts";

export const names: Catalogue["now"]["names"] = {
  online: "Online",
  away: "Abwesend",
  awaySince: (moment) => `Abwesend, zuletzt hier ${moment}`,
  offline: "Offline",
  offlineSince: (moment) => `Zuletzt hier ${moment}`,
  at: (clock) => `um ${clock}`,
};
