import { number } from "./words.ts";

export const sidebar = {
  rooms: "Rooms",
  directs: "Direct messages",
  loading: "Loading your rooms",
  notLoaded: "Your rooms could not be loaded.",
  notAllLoaded: "Not all of your rooms could be loaded.",
  triesAgain: "hubbub tries again.",
  noRoom: "You are in no room yet.",
  writeToSomeone: "Write to someone",
  latest: (count: number) => `These are the ${number(count)} with the latest messages. Find the others by their name.`,
  find: {
    label: "Find or start a room or a conversation",
    placeholder: "Find or start",
  },
};
