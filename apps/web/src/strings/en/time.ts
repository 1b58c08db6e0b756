export const time = {
  today: "today",
  yesterday: "yesterday",
  tomorrow: "tomorrow",
  at: (day: string, clock: string) => `${day}, ${clock}`,
  until: (moment: string) => `until ${moment}`,
  forGood: "for good",
  seconds: (count: number) => `${count} s`,
  minutes: (count: number) => `${count} min`,
  hours: (count: number) => `${count} h`,
};
