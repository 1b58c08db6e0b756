import { number } from "./words.ts";

export const time = {
  today: "today",
  yesterday: "yesterday",
  tomorrow: "tomorrow",
  at: (day: string, clock: string) => `${day}, ${clock}`,
  until: (moment: string) => `until ${moment}`,
  forGood: "for good",
  seconds: (count: number) => `${number(count)} s`,
  minutes: (count: number) => `${number(count)} min`,
  hours: (count: number) => `${number(count)} h`,
};
