import { plural } from "./words.ts";
export const timelineLater = {
  days: {
    lastWeek: "Last week",
    first: "First message",
    date: "Date",
    go: "Go",
  },
  callsYou: "You are mentioned here",
  first: {
    label: "What to do first",
    hello: {
      title: "Say hello",
      says: "Whoever comes later can read it, too.",
      do: "Write now",
    },
    look: {
      title: "Look around",
      says: "Join the rooms whose topics concern you.",
      do: "See all rooms",
    },
    room: {
      title: "Start a room",
      says: "For a team, a topic, or a project.",
      do: "Create a room",
    },
    person: {
      title: "Write to someone",
      says: "Only the two of you can read it.",
      do: "Choose a person",
    },
  },
  newMessages: (count: number) => plural(count, { one: "# new message", other: "# new messages" }),
};
