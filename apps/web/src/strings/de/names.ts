import type { Catalogue } from "../catalogue.ts";

export const names: Catalogue["later"]["names"] = {
  online: "Online",
  away: "Abwesend",
  awaySince: (moment) => `Abwesend, zuletzt hier ${moment}`,
  offline: "Offline",
  offlineSince: (moment) => `Zuletzt hier ${moment}`,
  at: (clock) => `um ${clock}`,
};
