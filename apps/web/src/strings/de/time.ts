import type { Catalogue } from "../catalogue.ts";
import { number } from "./words.ts";

export const time: Catalogue["now"]["time"] = {
  today: "heute",
  yesterday: "gestern",
  tomorrow: "morgen",
  at: (day, clock) => `${day}, ${clock}`,
  until: (moment) => `bis ${moment}`,
  forGood: "für immer",
  seconds: (count) => `${number(count)} s`,
  minutes: (count) => `${number(count)} min`,
  hours: (count) => `${number(count)} h`,
};
