export const timelineLater = {
  days: {
    lastWeek: "Last week",
    first: "First message",
    date: "Date",
    go: "Go",
  },
  callsYou: "You are mentioned here",
};
