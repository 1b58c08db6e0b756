export const names = {
  online: "Online",
  away: "Away",
  awaySince: (moment: string) => `Away, last here ${moment}`,
  offline: "Offline",
  offlineSince: (moment: string) => `Last here ${moment}`,
  at: (clock: string) => `at ${clock}`,
};
