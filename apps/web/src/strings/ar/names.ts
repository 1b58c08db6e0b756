import type { Catalogue } from "../catalogue.ts";

export const names: Catalogue["later"]["names"] = {
  online: "متصل",
  away: "بعيد",
  awaySince: (moment) => `بعيد، آخر ظهور ${moment}`,
  offline: "غير متصل",
  offlineSince: (moment) => `آخر ظهور ${moment}`,
  at: (clock) => `الساعة ${clock}`,
};
