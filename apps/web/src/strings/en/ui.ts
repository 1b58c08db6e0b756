import type { ReactNode } from "react";
import { rich } from "../rich.ts";
import { plural } from "./words.ts";

export const ui = {
  close: "Close",
  cancel: "Cancel",
  tryAgain: "Try again",
  tryNow: "Try now",
  showMore: "Show more",
  /** As on most keyboards; those of a Mac have signs of their own. */
  keys: (letter: string) => `Ctrl ${letter}`,
  loading: "Loading",
  notLoaded: "The page could not be loaded",
  partNotLoaded: (part: string) => `“${part}” could not be loaded`,
  notLoadedWhy: "The server cannot be reached, or has been updated since you opened hubbub.",
  reload: "Reload",
  backToRooms: "Back to rooms",
  goToRooms: "Go to your rooms",
  browseRooms: "Browse rooms",
  newRoom: "New room",
  newMessage: "New message",
  peopleCount: (count: number) => plural(count, { one: "# person", other: "# people" }),
  moreAbout: (name: string) => `More about ${name}`,
  waitingForServer: "Waiting for the server",
  waitingForServerFor: (time: ReactNode) => rich`Waiting for the server, ${time}`,
  problems: {
    tooManyTries: "Too many tries.",
    busy: "The server is busy.",
    notNow: "The server cannot do that right now.",
    youCanTry: "You can try again now.",
    tryIn: (time: string) => `Try again in ${time}.`,
    tryInCounting: (time: ReactNode) => rich`Try again in ${time}.`,
  },
};
