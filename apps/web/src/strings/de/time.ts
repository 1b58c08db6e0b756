import type { Catalogue } from "../catalogue.ts";

export const time: Catalogue["now"]["time"] = {
  today: "heute",
  yesterday: "gestern",
  tomorrow: "morgen",
  at: (day, clock) => `${day}, ${clock}`,
  until: (moment) => `bis ${moment}`,
  forGood: "für immer",
  seconds: (count) => `${count} s`,
  minutes: (count) => `${count} min`,
  hours: (count) => `${count} h`,
};
